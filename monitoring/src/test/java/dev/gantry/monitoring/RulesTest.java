package dev.gantry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code promtool} runs the rules' own tests; these hold what it does not look at. */
class RulesTest {
    private static final KnownMetrics METRICS = KnownMetrics.read();
    private static final Path RUNBOOKS = Repository.ROOT.resolve("docs/runbooks");

    private static List<JsonNode> alerts() {
        return Repository.files("monitoring/prometheus/rules", ".yml").stream()
                .map(Repository::document)
                .flatMap(rules -> stream(rules.path("groups")))
                .flatMap(group -> stream(group.path("rules")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertAsksForMetricsThatThereAre(JsonNode alert) {
        assertThat(METRICS.unknownIn(alert.path("expr").asText())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertSaysHowBadItIsAndWhatToDo(JsonNode alert) {
        assertThat(alert.path("labels").path("severity").asText()).isIn("critical", "warning");
        assertThat(alert.path("annotations").path("summary").asText()).isNotBlank();
        Path page = Repository.ROOT.resolve(
                alert.path("annotations").path("runbook").asText());
        assertThat(page).isRegularFile().hasParentRaw(RUNBOOKS);
        assertThat(Repository.text(page).lines().findFirst().orElseThrow())
                .as("heading of %s", page)
                .contains(alert.path("alert").asText());
    }

    @Test
    void everyRunbookIsOfAnAlert() {
        Set<String> wanted = alerts().stream()
                .map(alert -> alert.path("annotations").path("runbook").asText())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(Repository.files("docs/runbooks", ".md").stream()
                        .map(Repository.ROOT::relativize)
                        .map(Path::toString)
                        .filter(page -> !page.endsWith("README.md")))
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void everyAlertIsSeenToFireInItsTests() {
        Set<String> fired = Repository.files("monitoring/prometheus/tests", ".yml").stream()
                .map(Repository::document)
                .flatMap(tests -> stream(tests.path("tests")))
                .flatMap(test -> stream(test.path("alert_rule_test")))
                .filter(expectation -> !expectation.path("exp_alerts").isEmpty())
                .map(expectation -> expectation.path("alertname").asText())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(alerts().stream().map(alert -> alert.path("alert").asText()))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(fired);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
