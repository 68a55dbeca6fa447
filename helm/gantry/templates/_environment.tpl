{{/* Environment of a service's container. Context: root, name, port. */}}
{{- define "gantry.environment" -}}
{{- $set := printf "%s%s" (include "gantry.environment.all" .) (include (printf "gantry.environment.%s" .name) .) -}}
{{- $set -}}
{{- $name := .name -}}
{{- range $key, $value := (index .root.Values .name).settings }}
{{- $variable := regexReplaceAll "[^A-Z0-9]" (upper $key) "_" }}
{{- if regexMatch (printf "(?m)^- name: %s$" $variable) $set }}
{{- fail (printf "%s.settings: %s is set by the chart from another value, see README.md" $name $key) }}
{{- end }}
- name: {{ $variable }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{- define "gantry.environment.all" -}}
{{- $values := .root.Values -}}
{{- $own := index $values .name -}}
- name: JAVA_MAX_MEM_RATIO
  value: {{ $own.heapPercent | quote }}
{{- with include "gantry.javaOptions" . | trim }}
- name: JAVA_OPTS_APPEND
  value: {{ . | quote }}
{{- end }}
- name: QUARKUS_HTTP_HOST
  value: 0.0.0.0
- name: QUARKUS_HTTP_PORT
  value: {{ .port | quote }}
- name: QUARKUS_SHUTDOWN_TIMEOUT
  value: {{ printf "%vs" (default $own.stopGraceSeconds $own.drainSeconds) | quote }}
- name: QUARKUS_LOG_LEVEL
  value: {{ $values.logLevel }}
{{- with $values.tracing.endpoint }}
- name: GANTRY_TRACING_ENDPOINT
  value: {{ . | quote }}
- name: GANTRY_TRACING_SAMPLE_RATIO
  value: {{ $values.tracing.sampleRatio | quote }}
{{- end }}
- name: GANTRY_KAFKA_BOOTSTRAP_SERVERS
  value: {{ include "gantry.kafka.bootstrap" .root | quote }}
{{- if include "gantry.kafka.clientProperties" .root }}
- name: GANTRY_KAFKA_PROPERTIES_FILE
  value: /etc/gantry/kafka/client.properties
{{- end }}
- name: GANTRY_STORE_ENDPOINT
  value: {{ $values.store.endpoint | quote }}
- name: GANTRY_STORE_BUCKET
  value: {{ $values.store.bucket | quote }}
- name: GANTRY_STORE_REGION
  value: {{ $values.store.region | quote }}
{{- if $values.store.caSecret }}
- name: GANTRY_STORE_CA_CERTIFICATES
  value: /run/secrets/gantry/store-ca/{{ $values.store.caKey }}
{{- end }}
- name: GANTRY_STORE_ACCESS_KEY_FILE
  value: /run/secrets/gantry/store/accessKey
- name: GANTRY_STORE_SECRET_KEY_FILE
  value: /run/secrets/gantry/store/secretKey
{{- end }}

{{- define "gantry.javaOptions" -}}
{{- $values := .root.Values -}}
{{- $own := index $values .name -}}
{{ $own.javaOptions }}
{{- if eq .name "trainer" }} -XX:MaxDirectMemorySize={{ add $own.dataCache.memoryMiB 512 }}m{{ end }}
{{- if eq $values.kafka.authentication.kind "oauth" }} -Dorg.apache.kafka.sasl.oauthbearer.allowed.urls={{ $values.kafka.authentication.oauth.tokenEndpoint }}{{ end }}
{{- end }}

{{- define "gantry.environment.trainer" }}
{{- $own := .root.Values.trainer }}
- name: GANTRY_TRAINER_NAME
  valueFrom:
    fieldRef: {fieldPath: metadata.name}
- name: GANTRY_TRAINER_STOP_GRACE
  value: {{ printf "%vs" $own.stopGraceSeconds | quote }}
- name: GANTRY_DATA_CACHE_MEMORY_BYTES
  value: {{ mul $own.dataCache.memoryMiB 1048576 | quote }}
- name: GANTRY_DATA_CACHE_DIRECTORY
  value: /var/lib/gantry
- name: GANTRY_DATA_CACHE_DISK_BYTES
  value: {{ include "gantry.usableBytes" $own.volume | quote }}
{{- if $own.data.existingClaim }}
- name: GANTRY_DATA_ROOT
  value: /srv/gantry/data
{{- end }}
{{- include "gantry.environment.signing" (dict "root" .root "signs" true) }}
{{- end }}

{{- define "gantry.environment.inference" }}
{{- $own := .root.Values.inference }}
- name: GANTRY_INFERENCE_CACHE_DIRECTORY
  value: /var/lib/gantry/models
- name: GANTRY_INFERENCE_CACHE_MAX_BYTES
  value: {{ include "gantry.usableBytes" $own.volume | quote }}
- name: GANTRY_INFERENCE_DEVICE_KIND
  value: {{ ternary "cuda" "cpu" $own.gpu.enabled }}
{{- include "gantry.environment.signing" (dict "root" .root "signs" true) }}
{{- include "gantry.environment.callers" .root }}
{{- end }}

{{- define "gantry.environment.detector" }}
{{- $own := .root.Values.detector }}
- name: GANTRY_DETECTOR_CACHE_DIRECTORY
  value: /var/lib/gantry/models
- name: GANTRY_DETECTOR_CACHE_MAX_BYTES
  value: {{ include "gantry.usableBytes" $own.volume | quote }}
- name: GANTRY_DETECTOR_DEVICE_KIND
  value: {{ ternary "cuda" "cpu" $own.gpu.enabled }}
{{- include "gantry.environment.signing" (dict "root" .root "signs" false) }}
{{- include "gantry.environment.callers" .root }}
{{- end }}

{{- define "gantry.environment.gateway" }}
{{- $name := include "gantry.fullname" .root }}
- name: GANTRY_GATEWAY_API_KEY_FILE
  value: /run/secrets/gantry/api-keys/keys
{{- if .root.Values.gateway.accessSecret }}
- name: GANTRY_GATEWAY_ACCESS_FILE
  value: /run/secrets/gantry/access/access.json
{{- end }}
{{- with .root.Values.gateway.oidc }}
{{- if .issuer }}
- name: GANTRY_GATEWAY_OIDC_ISSUER
  value: {{ .issuer | quote }}
- name: GANTRY_GATEWAY_OIDC_AUDIENCE
  value: {{ .audience | quote }}
{{- if .caSecret }}
- name: GANTRY_GATEWAY_OIDC_CA_CERTIFICATES
  value: /run/secrets/gantry/issuer-ca/{{ .caKey }}
{{- end }}
{{- end }}
{{- end }}
{{- if .root.Values.callers.gatewayKeySecret }}
- name: GANTRY_GATEWAY_CALLER_KEY
  value: /run/secrets/gantry/caller-key/private.pem
{{- end }}
- name: GANTRY_GATEWAY_INFERENCE_URL
  value: http://{{ $name }}-inference:18082
- name: GANTRY_GATEWAY_INFERENCE_GRPC_URL
  value: http://{{ $name }}-inference:{{ include "gantry.grpcPort" . }}
- name: GANTRY_GATEWAY_DETECTOR_URL
  value: http://{{ $name }}-detector:18083
{{- end }}

{{/* Context: root, signs. */}}
{{- define "gantry.environment.signing" }}
{{- $signing := .root.Values.signing }}
- name: GANTRY_SIGNING_REQUIRED
  value: {{ $signing.required | quote }}
{{- if $signing.trustedKeysSecret }}
- name: GANTRY_SIGNING_TRUSTED_KEYS
  value: /run/secrets/gantry/trusted-keys
{{- end }}
{{- if and .signs $signing.required }}
- name: GANTRY_SIGNING_PRIVATE_KEY
  value: /run/secrets/gantry/signing/private.pem
{{- end }}
{{- end }}

{{/* Of services behind the gateway. Context: root. */}}
{{- define "gantry.environment.callers" }}
- name: GANTRY_CALLERS_REQUIRED
  value: {{ .Values.callers.required | quote }}
{{- if .Values.callers.trustedKeysSecret }}
- name: GANTRY_CALLERS_TRUSTED_KEYS
  value: /run/secrets/gantry/trusted-callers
{{- end }}
{{- end }}

{{/* Nine tenths of a volume, bytes: downloads need a little more room than what is kept. */}}
{{- define "gantry.usableBytes" -}}
{{ div (mul .sizeGiB 1073741824 9) 10 }}
{{- end }}
