# Asks a platform through its gateway, as a user does: is it ready, which models are there, and what do they draw?
key=$(grep -m 1 . "$KEYS")
ask() { curl --silent --show-error --fail-with-body --max-time 60 --header "X-API-Key: $key" "$@"; }

ask "$GATEWAY/q/health/ready" > /tmp/health
echo "the gateway is ready"

ask --header 'Content-Type: application/json' --data '{}' "$GATEWAY/v2/repository/index" > /tmp/models
model=$(grep -o '{"name":"[^"]*","version":"[0-9]*","state":"READY"' /tmp/models | head -n 1 | cut -d '"' -f 4)
if [ -z "$model" ]; then
  echo "no model is live; train one and run this test again"
  [ "$REQUIRE_MODEL" = false ]
  exit
fi

ask --header 'Content-Type: application/json' --data '{"count": 4, "seed": 7}' \
  --dump-header /tmp/headers --output /tmp/samples "$GATEWAY/v1/models/$model/samples"
test -s /tmp/samples
grep -i '^gantry-version: [0-9]' /tmp/headers
echo "$model drew 4 samples, $(wc -c < /tmp/samples) bytes"
