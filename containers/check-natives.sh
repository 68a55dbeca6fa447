#!/usr/bin/env bash
# Whether the native libraries and the base image are of one variant: a CUDA base has CUDA libraries, and no library lacks another,
# but for the driver's, which the host brings.
set -euo pipefail

readonly natives=/opt/gantry/natives

if [[ -n ${CUDA_VERSION:-} ]] && compgen -G "$natives/*.so" >/dev/null && ! compgen -G "$natives/*cuda*.so" >/dev/null; then
  printf '%s\n' 'the base image has CUDA, the libraries do not use it: run ./mvnw -Pimage,gpu package first' >&2
  exit 1
fi
missing=$(LD_LIBRARY_PATH=$natives:${LD_LIBRARY_PATH:-} find "$natives" -name '*.so*' -exec ldd {} + | grep 'not found' | grep -v 'libcuda\.so' | sort -u || true)
if [[ -n $missing ]]; then
  printf 'the base image lacks what the libraries need; a GPU build wants a CUDA base, see docs/deployment.md:\n%s\n' "$missing" >&2
  exit 1
fi
