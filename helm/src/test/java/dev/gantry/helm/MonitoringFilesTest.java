package dev.gantry.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and dashboards are those of {@code monitoring/}: the chart has links to them, which Helm follows. */
class MonitoringFilesTest {
    private static final Path MONITORING = Path.of("..", "monitoring");

    @TempDir
    Path directory;

    @Test
    void theChartLinksToWhatThePlatformIsWatchedBy() throws IOException {
        Path files = Chart.SOURCE.resolve("files");

        assertThat(files.resolve("rules").toRealPath())
                .isEqualTo(MONITORING.resolve("prometheus/rules").toRealPath());
        assertThat(files.resolve("dashboards").toRealPath())
                .isEqualTo(MONITORING.resolve("grafana/dashboards").toRealPath());
    }

    @Test
    void everyRuleFileAndDashboardBecomesAResource() throws IOException {
        List<Manifest> manifests = new Chart(Chart.SOURCE).render(Chart.values("everything"));

        assertThat(count(manifests, "PrometheusRule")).isEqualTo(files("prometheus/rules", ".yml"));
        assertThat(manifests.stream().filter(manifest -> manifest.name().startsWith("gantry-dashboard-")))
                .hasSize((int) files("grafana/dashboards", ".json"));
    }

    @Test
    void theyComeThroughUnchanged() throws IOException {
        Path copy = Chart.copy(Chart.SOURCE, directory.resolve("gantry"));
        Path rules = Files.createDirectories(copy.resolve("files/rules"));
        Path dashboards = Files.createDirectories(copy.resolve("files/dashboards"));
        Files.writeString(rules.resolve("training.yml"), """
            groups:
              - name: training
                rules:
                  - alert: Stalled
                    expr: gantry_trainer_unhealthy > 0
                    annotations: {summary: "{{ $labels.model }} stands still"}
            """);
        Files.writeString(dashboards.resolve("serving.json"), "{\"title\": \"{{model}} 100%\"}\n");

        List<Manifest> manifests = new Chart(copy).render(Chart.values("everything"));

        Manifest rule = only(manifests, "PrometheusRule", "gantry-training");
        KubernetesApi.check(rule);
        assertThat(rule.at("/spec/groups/0/rules/0/annotations/summary").asText())
                .isEqualTo("{{ $labels.model }} stands still");
        assertThat(rule.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
        assertThat(only(manifests, "ConfigMap", "gantry-dashboard-serving")
                        .at("/data/serving.json")
                        .asText())
                .isEqualTo("{\"title\": \"{{model}} 100%\"}\n");
    }

    @Test
    void withoutThemTheChartStillRenders() throws IOException {
        Path copy = Chart.copy(Chart.SOURCE, directory.resolve("gantry"));

        assertThat(count(new Chart(copy).render(Chart.values("everything")), "PrometheusRule"))
                .isZero();
    }

    private static Manifest only(List<Manifest> manifests, String kind, String name) {
        return manifests.stream()
                .filter(manifest -> manifest.is(kind, name))
                .findFirst()
                .orElseThrow();
    }

    private static long count(List<Manifest> manifests, String kind) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().equals(kind))
                .count();
    }

    private static long files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(MONITORING.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).count();
        }
    }
}
