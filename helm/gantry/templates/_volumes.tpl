{{/* Where each secret's files are: name of the volume, which is the folder below /run/secrets/gantry, and the secret. Context: root, name. */}}
{{- define "gantry.secrets" -}}
{{- $values := .root.Values -}}
store: {{ default $values.store.secret (index $values .name).storeSecret }}
{{- with include "gantry.kafka.secret" . }}
kafka: {{ . }}
{{- end }}
{{- with include "gantry.kafka.caSecret" .root }}
kafka-ca: {{ . }}
{{- end }}
{{- with $values.store.caSecret }}
store-ca: {{ . }}
{{- end }}
{{- if eq .name "gateway" }}
api-keys: {{ $values.gateway.apiKeysSecret }}
{{- with $values.gateway.accessSecret }}
access: {{ . }}
{{- end }}
{{- with $values.gateway.oidc.caSecret }}
issuer-ca: {{ . }}
{{- end }}
{{- with $values.callers.gatewayKeySecret }}
caller-key: {{ . }}
{{- end }}
{{- else }}
{{- with $values.signing.trustedKeysSecret }}
trusted-keys: {{ . }}
{{- end }}
{{- if and $values.signing.required (ne .name "detector") }}
signing: {{ get $values.signing (printf "%sKeySecret" .name) }}
{{- end }}
{{- if and $values.callers.trustedKeysSecret (ne .name "trainer") }}
trusted-callers: {{ $values.callers.trustedKeysSecret }}
{{- end }}
{{- end }}
{{- end }}

{{/* Context: root, name. */}}
{{- define "gantry.volumeMounts" -}}
- {name: tmp, mountPath: /tmp}
{{- if ne .name "gateway" }}
- {name: work, mountPath: /var/lib/gantry}
{{- end }}
{{- if include "gantry.kafka.clientProperties" .root }}
- {name: kafka-client, mountPath: /etc/gantry/kafka, readOnly: true}
{{- end }}
{{- range $volume, $_ := include "gantry.secrets" . | fromYaml }}
- {name: {{ $volume }}, mountPath: /run/secrets/gantry/{{ $volume }}, readOnly: true}
{{- end }}
{{- if and (eq .name "trainer") .root.Values.trainer.data.existingClaim }}
- {name: data, mountPath: /srv/gantry/data, readOnly: true}
{{- end }}
{{- end }}

{{/* Context: root, name. */}}
{{- define "gantry.volumes" -}}
{{- $own := index .root.Values .name -}}
- name: tmp
  emptyDir: {sizeLimit: {{ $own.tmpGiB }}Gi}
{{- if ne .name "gateway" }}
- name: work
{{- if eq $own.volume.kind "emptyDir" }}
  emptyDir: {sizeLimit: {{ $own.volume.sizeGiB }}Gi}
{{- else }}
  ephemeral:
    volumeClaimTemplate:
      metadata:
        labels:
          {{- include "gantry.selector" . | nindent 10 }}
      spec:
        accessModes: [ReadWriteOnce]
        {{- with $own.volume.storageClass }}
        storageClassName: {{ . }}
        {{- end }}
        resources: {requests: {storage: {{ $own.volume.sizeGiB }}Gi}}
{{- end }}
{{- end }}
{{- if include "gantry.kafka.clientProperties" .root }}
- name: kafka-client
  configMap: {name: {{ include "gantry.fullname" .root }}-kafka-client}
{{- end }}
{{- range $volume, $secret := include "gantry.secrets" . | fromYaml }}
- name: {{ $volume }}
  secret: {secretName: {{ $secret }}, defaultMode: 0440}
{{- end }}
{{- if and (eq .name "trainer") $own.data.existingClaim }}
- name: data
  persistentVolumeClaim: {claimName: {{ $own.data.existingClaim }}, readOnly: true}
{{- end }}
{{- end }}
