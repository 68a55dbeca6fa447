#!/usr/bin/env bash
# Whether the service says that it is ready.
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/$QUARKUS_HTTP_PORT"
printf 'GET /q/health/ready HTTP/1.0\r\n\r\n' >&3
read -r _ status _ <&3
[[ $status == 200 ]]
