{{- define "gantry.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{/* Services by name, with their port. */}}
{{- define "gantry.ports" -}}
{gateway: 18080, trainer: 18081, inference: 18082, detector: 18083}
{{- end }}

{{/* Where the inference service answers gRPC. */}}
{{- define "gantry.grpcPort" -}}
18084
{{- end }}

{{/* The labels that never change. Context: root, name. */}}
{{- define "gantry.selector" -}}
app.kubernetes.io/name: {{ default .root.Chart.Name .root.Values.nameOverride }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{/* Context: root, name. */}}
{{- define "gantry.labels" -}}
{{ include "gantry.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/part-of: gantry
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name (.root.Chart.Version | replace "+" "_") }}
{{- end }}

{{/* Context: root, name. */}}
{{- define "gantry.metadata" -}}
name: {{ include "gantry.fullname" .root }}-{{ .name }}
labels:
  {{- include "gantry.labels" . | nindent 2 }}
{{- end }}

{{/* Context: root, name. */}}
{{- define "gantry.image" -}}
{{- $values := index .root.Values .name -}}
{{- $gpu := and (hasKey $values "gpu") (dig "gpu" "enabled" false $values) -}}
{{- with .root.Values.image.registry }}{{ . }}/{{ end -}}
{{ $values.image.repository }}:{{ default .root.Chart.AppVersion .root.Values.image.tag }}{{ if $gpu }}-gpu{{ end }}
{{- end }}
