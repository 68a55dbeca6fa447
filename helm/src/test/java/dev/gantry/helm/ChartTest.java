package dev.gantry.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.Release;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart with every set of values in {@code ci/}. */
class ChartTest {
    static List<Path> valueFiles() {
        return Chart.valueFiles();
    }

    @Test
    void helmFindsNothingToComplainOf() {
        LintResult result = Chart.OURS.helm().lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("valueFiles")
    void kubernetesTakesEveryManifest(Path values) {
        List<Manifest> manifests = Chart.rendered(values);

        assertThat(manifests).isNotEmpty().allSatisfy(manifest -> assertThatCode(() -> KubernetesApi.check(manifest))
                .doesNotThrowAnyException());
        assertThat(manifests).extracting(Manifest::toString).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("valueFiles")
    void podsHaveNoRightsAndNoTokenAndWriteOnlyToVolumes(Path values) {
        assertThat(pods(values)).isNotEmpty().allSatisfy(manifest -> {
            JsonNode pod = manifest.pod();
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            JsonNode security = manifest.container().path("securityContext");
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        });
    }

    @ParameterizedTest
    @MethodSource("valueFiles")
    void volumesAreMountedOnceAndEveryMountHasItsVolume(Path values) {
        assertThat(pods(values)).allSatisfy(manifest -> {
            List<String> volumes = names(manifest.pod().path("volumes"));
            assertThat(volumes).doesNotHaveDuplicates();
            assertThat(names(manifest.container().path("volumeMounts"))).containsExactlyInAnyOrderElementsOf(volumes);
        });
    }

    @ParameterizedTest
    @MethodSource("valueFiles")
    void podsAreGivenTheTimeThatTheirServiceTakesToStop(Path values) {
        assertThat(deployments(values)).allSatisfy(manifest -> {
            String drain = manifest.environment().get("QUARKUS_SHUTDOWN_TIMEOUT");
            int before =
                    manifest.container().at("/lifecycle/preStop/sleep/seconds").asInt();
            assertThat(drain).isNotNull().endsWith("s");
            assertThat(manifest.pod().path("terminationGracePeriodSeconds").asInt())
                    .isGreaterThan(before + Integer.parseInt(drain.replace("s", "")));
        });
    }

    @Test
    void gpusAreAskedForWithTheirImageNodesAndRuntime() {
        List<Manifest> manifests = Chart.rendered(Chart.values("gpu"));

        Manifest trainer = deployment(manifests, "trainer");
        assertThat(trainer.container().path("image").asText())
                .isEqualTo("registry.example.org/team/gantry/trainer:1.2.3-gpu");
        assertThat(trainer.container().at("/resources/limits/nvidia.com~1gpu").asInt())
                .isEqualTo(2);
        assertThat(trainer.pod().path("runtimeClassName").asText()).isEqualTo("nvidia");
        assertThat(trainer.pod().at("/nodeSelector/nvidia.com~1gpu.product").asText())
                .isEqualTo("NVIDIA-H100-80GB-HBM3");
        assertThat(trainer.pod().at("/tolerations/0/key").asText()).isEqualTo("nvidia.com/gpu");
        Manifest inference = deployment(manifests, "inference");
        assertThat(inference.environment()).containsEntry("GANTRY_INFERENCE_DEVICE_KIND", "cuda");
        Manifest detector = deployment(manifests, "detector");
        assertThat(detector.environment()).containsEntry("GANTRY_DETECTOR_DEVICE_KIND", "cuda");
        assertThat(detector.container()
                        .at("/resources/limits/nvidia.com~1mig-1g.10gb")
                        .asInt())
                .isEqualTo(1);
        assertThat(deployment(manifests, "gateway").container().path("image").asText())
                .isEqualTo("registry.example.org/team/gantry/gateway:1.2.3");
    }

    @Test
    void whatScalesADeploymentAloneSaysHowManyPodsThereAre() {
        List<Manifest> manifests = Chart.rendered(Chart.values("scaling"));

        assertThat(manifests.stream().filter(m -> m.kind().equals("Deployment")))
                .allMatch(deployment -> deployment.at("/spec/replicas").isMissingNode());
        assertThat(manifests.stream()
                        .filter(m -> m.kind().equals("HorizontalPodAutoscaler")
                                || m.kind().equals("ScaledObject"))
                        .map(scaler -> scaler.at("/spec/scaleTargetRef/name").asText()))
                .containsExactlyInAnyOrder("gantry-trainer", "gantry-inference", "gantry-detector", "gantry-gateway");
    }

    @ParameterizedTest
    @MethodSource("valueFiles")
    void theServicesBehindTheGatewayAnswerWhereItLooks(Path values) {
        List<Manifest> manifests = Chart.rendered(values);
        List<URI> addresses = manifests.stream()
                .filter(manifest -> manifest.is("Deployment", "gantry-gateway"))
                .flatMap(gateway -> gateway.environment().entrySet().stream())
                .filter(variable -> variable.getKey().matches("GANTRY_GATEWAY_[A-Z_]+_URL"))
                .map(variable -> URI.create(variable.getValue()))
                .toList();

        assertThat(addresses).hasSizeGreaterThanOrEqualTo(3).allSatisfy(address -> {
            assertThat(ports(manifests, "Service", address.getHost())).contains(address.getPort());
            assertThat(ports(manifests, "Deployment", address.getHost())).contains(address.getPort());
            List<Integer> open = ports(manifests, "NetworkPolicy", address.getHost());
            if (!open.isEmpty()) { // without policies everything is
                assertThat(open).contains(address.getPort());
            }
        });
    }

    @Test
    void theGatewayAndNoOtherServiceReachesTheIssuer() {
        List<Manifest> manifests = Chart.rendered(Chart.values("everything"));

        assertThat(deployment(manifests, "gateway").environment())
                .containsEntry("GANTRY_GATEWAY_OIDC_ISSUER", "https://id.example.org:8443/realms/main")
                .containsEntry("GANTRY_GATEWAY_OIDC_CA_CERTIFICATES", "/run/secrets/gantry/issuer-ca/ca.crt");
        assertThat(manifests.stream()
                        .filter(manifest -> ports(List.of(manifest), "NetworkPolicy", manifest.name())
                                .contains(8443))
                        .map(Manifest::name))
                .containsExactly("gantry-gateway");
    }

    /** Numbers of ports that a manifest names in whatever way its kind has. */
    private static List<Integer> ports(List<Manifest> manifests, String kind, String name) {
        return manifests.stream()
                .filter(manifest -> manifest.is(kind, name))
                .flatMap(manifest -> Stream.of("port", "containerPort")
                        .flatMap(field -> manifest.at("/spec").findValues(field).stream()))
                .filter(JsonNode::isInt)
                .map(JsonNode::asInt)
                .toList();
    }

    @Test
    void theNotesSayHowToReachTheGateway() {
        Release release = Chart.OURS
                .helm()
                .install()
                .clientOnly()
                .dryRun()
                .withName("gantry")
                .withNamespace("media")
                .withKubeVersion(Chart.KUBERNETES)
                .withValuesFile(Chart.values("everything"))
                .call();

        assertThat(release.getOutput()).contains("https://gantry.example.org").doesNotContain("port-forward");
    }

    @Test
    void theApplicationIsTheOneOfThisBuild() {
        JsonNode chart = Chart.yaml(Chart.SOURCE.resolve("Chart.yaml"));

        assertThat(chart.path("appVersion").asText()).isEqualTo(System.getProperty("gantry.version"));
    }

    @Test
    void whatKubernetesDoesNotKnowIsFound() {
        Manifest deployment = deployment(Chart.rendered(Chart.values("minimal")), "gateway");
        Manifest user = Chart.rendered(Chart.values("strimzi")).stream()
                .filter(manifest -> manifest.is("KafkaUser", "gantry-trainer"))
                .findFirst()
                .orElseThrow();
        ((ObjectNode) deployment.container().path("readinessProbe")).put("periodSecond", 5);
        ((ObjectNode) user.at("/spec/authorization/acls/0/resource")).put("patterntype", "prefix");

        assertThatThrownBy(() -> KubernetesApi.check(deployment)).hasMessageContaining("periodSecond");
        assertThatThrownBy(() -> KubernetesApi.check(user)).hasMessageContaining("patterntype");
    }

    private static List<Manifest> pods(Path values) {
        return Chart.rendered(values).stream().filter(Manifest::hasPods).toList();
    }

    private static List<Manifest> deployments(Path values) {
        return Chart.rendered(values).stream()
                .filter(manifest -> manifest.kind().equals("Deployment"))
                .toList();
    }

    private static Manifest deployment(List<Manifest> manifests, String service) {
        return manifests.stream()
                .filter(manifest -> manifest.is("Deployment", "gantry-" + service))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(JsonNode items) {
        Stream<JsonNode> nodes = StreamSupport.stream(items.spliterator(), false);
        return nodes.map(node -> node.path("name").asText()).toList();
    }
}
