{{- define "gantry.kafka.bootstrap" -}}
{{- if .Values.strimzi.enabled -}}
{{ .Values.strimzi.clusterName }}-kafka-bootstrap:9093
{{- else -}}
{{ .Values.kafka.bootstrapServers }}
{{- end -}}
{{- end }}

{{- define "gantry.kafka.tls" -}}
{{- if or .Values.strimzi.enabled .Values.kafka.tls.enabled }}true{{ end -}}
{{- end }}

{{/* Secret with the authorities that brokers' certificates come from; empty when there is none. */}}
{{- define "gantry.kafka.caSecret" -}}
{{- if .Values.strimzi.enabled -}}
{{ .Values.strimzi.clusterName }}-cluster-ca-cert
{{- else -}}
{{ .Values.kafka.tls.caSecret }}
{{- end -}}
{{- end }}

{{/* Secret that a service authenticates by; empty when it does not. Context: root, name. */}}
{{- define "gantry.kafka.secret" -}}
{{- if ne .root.Values.kafka.authentication.kind "none" -}}
{{- if .root.Values.strimzi.enabled -}}
{{ include "gantry.fullname" .root }}-{{ .name }}
{{- else -}}
{{ default .root.Values.kafka.authentication.secret (index .root.Values .name).kafkaSecret }}
{{- end -}}
{{- end -}}
{{- end }}

{{/* Kafka's client properties, the same for all services: what differs is in the secrets, which Kafka reads from their files. */}}
{{- define "gantry.kafka.clientProperties" -}}
{{- $kafka := .Values.kafka -}}
{{- $kind := $kafka.authentication.kind -}}
{{- $tls := include "gantry.kafka.tls" . -}}
{{- $secret := "${directory:/run/secrets/gantry/kafka:%s}" -}}
{{- $properties := dict -}}
{{- if or $tls (ne $kind "none") -}}
{{- $sasl := has $kind (list "plain" "scram" "oauth") -}}
{{- $_ := set $properties "security.protocol" (ternary (ternary "SASL_SSL" "SASL_PLAINTEXT" (eq $tls "true")) "SSL" $sasl) -}}
{{- end -}}
{{- if include "gantry.kafka.caSecret" . -}}
{{- $_ := set $properties "ssl.truststore.type" "PEM" -}}
{{- $_ := set $properties "ssl.truststore.location" (printf "/run/secrets/gantry/kafka-ca/%s" (ternary "ca.crt" $kafka.tls.caKey .Values.strimzi.enabled)) -}}
{{- end -}}
{{- if ne $kind "none" -}}
{{- $_ := set $properties "config.providers" "directory" -}}
{{- $_ := set $properties "config.providers.directory.class" "org.apache.kafka.common.config.provider.DirectoryConfigProvider" -}}
{{- $_ := set $properties "config.providers.directory.param.allowed.paths" "/run/secrets/gantry/kafka" -}}
{{- end -}}
{{- if eq $kind "tls" -}}
{{- $file := ternary "user" "tls" .Values.strimzi.enabled -}}
{{- $_ := set $properties "ssl.keystore.type" "PEM" -}}
{{- $_ := set $properties "ssl.keystore.certificate.chain" (printf $secret (printf "%s.crt" $file)) -}}
{{- $_ := set $properties "ssl.keystore.key" (printf $secret (printf "%s.key" $file)) -}}
{{- else if eq $kind "scram" -}}
{{- $_ := set $properties "sasl.mechanism" (ternary "SCRAM-SHA-512" $kafka.authentication.scramMechanism .Values.strimzi.enabled) -}}
{{- if .Values.strimzi.enabled -}}
{{- $_ := set $properties "sasl.jaas.config" (printf $secret "sasl.jaas.config") -}}
{{- else -}}
{{- $_ := set $properties "sasl.jaas.config" (printf "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";" (printf $secret "username") (printf $secret "password")) -}}
{{- end -}}
{{- else if eq $kind "plain" -}}
{{- $_ := set $properties "sasl.mechanism" "PLAIN" -}}
{{- $_ := set $properties "sasl.jaas.config" (printf "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";" (printf $secret "username") (printf $secret "password")) -}}
{{- else if eq $kind "oauth" -}}
{{- $scope := "" -}}
{{- with $kafka.authentication.oauth.scope -}}{{- $scope = printf " scope=\"%s\"" . -}}{{- end -}}
{{- $_ := set $properties "sasl.mechanism" "OAUTHBEARER" -}}
{{- $_ := set $properties "sasl.oauthbearer.token.endpoint.url" $kafka.authentication.oauth.tokenEndpoint -}}
{{- $_ := set $properties "sasl.login.callback.handler.class" "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler" -}}
{{- $_ := set $properties "sasl.jaas.config" (printf "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required clientId=\"%s\" clientSecret=\"%s\"%s;" (printf $secret "clientId") (printf $secret "clientSecret") $scope) -}}
{{- end -}}
{{- range $key, $value := merge (dict) $kafka.properties $properties }}
{{ $key }}={{ $value | replace "\\" "\\\\" }}
{{- end -}}
{{- end }}
