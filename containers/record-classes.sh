#!/usr/bin/env bash
# Runs the service for a moment, without the platform around it, and keeps the classes that it loads for later starts.
# Argument: the archive to write.
set -euo pipefail

readonly archive=$1
readonly START_LIMIT_S=300

export QUARKUS_HTTP_PORT=8080
# Nothing is there to connect to; a service waits for both.
export GANTRY_KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:1 GANTRY_STORE_ENDPOINT=http://127.0.0.1:1
export GANTRY_STORE_ACCESS_KEY=recording GANTRY_STORE_SECRET_KEY=recording-only
export GANTRY_SIGNING_REQUIRED=false
export GANTRY_GATEWAY_API_KEY=only-while-recording

answers() {
  { exec 3<>"/dev/tcp/127.0.0.1/$QUARKUS_HTTP_PORT"; } 2>/dev/null || return 1
  printf 'GET %s HTTP/1.0\r\n\r\n' "$1" >&3
  cat <&3
}

main() {
  local service path
  java @/opt/gantry/bin/java-options -XX:ArchiveClassesAtExit="$archive" -jar /opt/gantry/quarkus-run.jar >/tmp/recording.log 2>&1 &
  service=$!
  until [[ $(answers /q/health/live) == *200\ OK* ]]; do
    if ((SECONDS > START_LIMIT_S)) || ! kill -0 "$service"; then
      cat /tmp/recording.log
      exit 1
    fi
    sleep 0.2
  done
  for path in /q/health/ready /metrics /v1/models /v2/health/ready; do
    answers "$path" >/dev/null
  done
  kill -TERM "$service"
  wait "$service" || true
  [[ -s $archive ]]
}

main
