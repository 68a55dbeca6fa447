package dev.gantry.helm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong values end with a message that names them. */
class WrongValuesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        minimal  | trainer.replica                          | 2             | /trainer': additional properties 'replica' not allowed
        minimal  | trainr.replicas                          | 2             | additional properties 'trainr' not allowed
        minimal  | gateway.replicas                         | -1            | /gateway/replicas': minimum: got -1, want 0
        minimal  | image.pullPolicy                         | Sometimes     | /image/pullPolicy
        minimal  | kafka.bootstrapServers                   | kafka         | /kafka/bootstrapServers
        minimal  | kafka.authentication.kind                | kerberos      | /kafka/authentication/kind
        minimal  | store.endpoint                           | minio:9000    | /store/endpoint
        minimal  | store.bucket                             | My_Bucket     | /store/bucket
        minimal  | inference.volume.kind                    | hostPath      | /inference/volume/kind
        minimal  | inference.volume.sizeGiB                 | 4Gi           | /inference/volume/sizeGiB
        minimal  | detector.resources.limits.memory         | lots          | /detector/resources/limits/memory
        minimal  | detector.gpu.enabled                     | perhaps       | /detector/gpu/enabled': got string, want boolean
        minimal  | gateway.gpu.enabled                      | true          | /gateway': additional properties 'gpu' not allowed
        minimal  | trainer.autoscaling.kind                 | hpa           | /trainer/autoscaling/kind
        minimal  | gateway.podDisruptionBudget.maxUnavailable | half        | /gateway/podDisruptionBudget/maxUnavailable
        minimal  | inference.podLabels.app\\.kubernetes\\.io/name | other   | invalid propertyName 'app.kubernetes.io/name'
        minimal  | inference.settings.OMP_NUM_THREADS       | four          | invalid propertyName 'OMP_NUM_THREADS'
        minimal  | inference.settings.gantry\\.store\\.bucket | other       | inference.settings: gantry.store.bucket is set by the chart
        minimal  | trainer.autoscaling.kind                 | keda          | prometheus.url is empty: must be a URL when trainer.autoscaling.kind is keda
        minimal  | gateway.autoscaling.minReplicas          | 9             | gateway.autoscaling.minReplicas is 9: must be at most maxReplicas, 6
        minimal  | kafka.authentication.kind                | plain         | kafka.authentication.kind is plain: kafka.tls.enabled must be true
        minimal  | kafka.tls.caSecret                       | ca            | kafka.tls.caSecret is ca: kafka.tls.enabled must be true
        minimal  | store.caSecret                           | ca            | store.caSecret is ca: store.endpoint must begin with https://
        minimal  | store.endpoint                           | ""            | store.endpoint is empty
        minimal  | kafka.bootstrapServers                   | ""            | kafka.bootstrapServers is empty
        minimal  | strimzi.enabled                          | true          | kafka.bootstrapServers is set and strimzi.enabled is true
        minimal  | signing.trustedKeysSecret                | ""            | signing.trustedKeysSecret is empty
        minimal  | callers.gatewayKeySecret                 | ""            | callers.gatewayKeySecret is empty
        plain    | gateway.accessSecret                     | access        | callers.trustedKeysSecret is empty
        minimal  | gateway.oidc.issuer                      | id.example.org | /gateway/oidc/issuer
        minimal  | gateway.oidc.issuer                      | https://id.example.org | gateway.oidc.audience is empty: must be set
        minimal  | gateway.oidc.caSecret                    | ca            | gateway.oidc.caSecret is ca: gateway.oidc.issuer must begin with https://
        minimal  | ingress.enabled                          | true          | ingress.host is empty
        minimal  | externalSecrets.enabled                  | true          | externalSecrets.store.name is empty
        minimal  | httpRoute.enabled                        | true          | httpRoute.parentRefs is empty
        strimzi  | kafka.authentication.kind                | oauth         | kafka.authentication.kind is oauth: must be scram or tls with strimzi.enabled
        strimzi  | strimzi.cluster.version                  | 4.1.0         | /strimzi/cluster/version
        oauth    | kafka.authentication.oauth.tokenEndpoint | ""            | kafka.authentication.oauth.tokenEndpoint is empty
        everything | httpRoute.enabled                      | true          | ingress.enabled and httpRoute.enabled are true
        """)
    void theyAreNamed(String base, String path, String value, String message) {
        assertThatThrownBy(() -> Chart.OURS.render(Chart.values(base), Map.of(path, value)))
                .hasMessageContaining(message);
    }
}
