{{/* Port of a URL. */}}
{{- define "gantry.urlPort" -}}
{{- $url := urlParse . -}}
{{- $port := regexFind "[0-9]+$" (regexFind ":[0-9]+$" $url.host) -}}
{{- default (ternary "443" "80" (eq $url.scheme "https")) $port -}}
{{- end }}

{{/* Where every service may go: brokers, object store, the receiver of spans, and whoever gives tokens for the brokers. */}}
{{- define "gantry.egress" -}}
{{- $policy := .Values.networkPolicy -}}
{{- $ports := $policy.kafkaPorts -}}
{{- range splitList "," (include "gantry.kafka.bootstrap" .) -}}
{{- with regexFind "[0-9]+$" . -}}{{- $ports = append $ports (int .) -}}{{- end -}}
{{- end -}}
- ports:
    {{- range $ports | uniq }}
    - {port: {{ int . }}, protocol: TCP}
    {{- end }}
  {{- if .Values.strimzi.enabled }}
  to:
    - podSelector: {matchLabels: {strimzi.io/cluster: {{ .Values.strimzi.clusterName }}, strimzi.io/kind: Kafka}}
  {{- else }}
  {{- with $policy.kafkaTo }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- end }}
- ports:
    - {port: {{ include "gantry.urlPort" .Values.store.endpoint }}, protocol: TCP}
  {{- with $policy.storeTo }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- with .Values.tracing.endpoint }}
- ports:
    - {port: {{ include "gantry.urlPort" . }}, protocol: TCP}
  {{- with $policy.tracingTo }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- if eq .Values.kafka.authentication.kind "oauth" }}
- ports:
    - {port: {{ include "gantry.urlPort" .Values.kafka.authentication.oauth.tokenEndpoint }}, protocol: TCP}
{{- end }}
{{- end }}
