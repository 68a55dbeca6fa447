#!/usr/bin/env bash
# Starts the service with the options in java-options, and after them those of JAVA_OPTS_APPEND.
set -euo pipefail

# The processors that a quota of the container allows, rounded up; none without a quota.
quota() {
  local quota period
  read -r quota period 2>/dev/null </sys/fs/cgroup/cpu.max || return 0
  [[ $quota == max ]] || printf '%s' $(((quota + period - 1) / period))
}

# Cores, of which two processors may share one: the second computes no faster.
cores() {
  local cores usable allowed
  usable=$(nproc)
  cores=$(awk -F: '/^physical id/ { package = $2 } /^core id/ { seen[package, $2] } END { print length(seen) }' /proc/cpuinfo)
  allowed=$(quota)
  ((cores == 0 || cores > usable)) || usable=$cores
  [[ -z $allowed ]] || ((allowed > usable)) || usable=$allowed
  printf '%s' "$usable"
}

OMP_NUM_THREADS=${OMP_NUM_THREADS:-$(cores)}
export OMP_NUM_THREADS
read -ra more <<<"${JAVA_OPTS_APPEND:-}"
exec java @/opt/gantry/bin/java-options -XX:SharedArchiveFile=/opt/gantry/classes.jsa \
  "-XX:MaxRAMPercentage=$JAVA_MAX_MEM_RATIO" "${more[@]}" -jar /opt/gantry/quarkus-run.jar
