#!/usr/bin/env bash
# Makes the secrets of docker-compose.yml in the folder secrets/ where they are missing. Needs openssl.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Keeps a file that is there, or writes what a command says. The containers' users must be able to read it, so the folder is what
# keeps others out.
keep_or_make() {
  local file=secrets/$1
  shift
  if [[ ! -s $file ]]; then
    "$@" >"$file.new"
    mv "$file.new" "$file"
  fi
  chmod 0644 "$file"
}

object_store_users() {
  cat <<END
{"identities": [{"name": "gantry", "actions": ["Admin", "Read", "List", "Tagging", "Write"],
  "credentials": [{"accessKey": "$(<secrets/store-access-key)", "secretKey": "$(<secrets/store-secret-key)"}]}]}
END
}

main() {
  umask 077
  mkdir -p secrets/{trusted-keys,trusted-callers,access}
  chmod 0700 secrets
  chmod 0755 secrets/{trusted-keys,trusted-callers,access}
  keep_or_make api-key openssl rand -hex 24
  keep_or_make store-access-key openssl rand -hex 10
  keep_or_make store-secret-key openssl rand -hex 24
  keep_or_make object-store.json object_store_users
  keep_or_make signing-key.pem openssl genpkey -algorithm ed25519
  keep_or_make trusted-keys/this-platform.pem openssl pkey -in secrets/signing-key.pem -pubout
  keep_or_make caller-key.pem openssl genpkey -algorithm ed25519
  keep_or_make trusted-callers/this-platform.pem openssl pkey -in secrets/caller-key.pem -pubout
  keep_or_make access/access.json printf '{"tenants": [], "keys": []}\n'
  keep_or_make grafana-password openssl rand -hex 16
  printf '%s\n' "The secrets are in $PWD/secrets: the API key in api-key, the password of Grafana's user admin in grafana-password."
}

main
