package dev.gantry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardsTest {
    private static final KnownMetrics METRICS = KnownMetrics.read();
    private static final int COLUMNS = 24;

    private static List<Path> dashboards() {
        return Repository.files("monitoring/grafana/dashboards", ".json");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyQueryAsksForMetricsThatThereAre(Path dashboard) {
        List<String> queries = Repository.document(dashboard).findValuesAsText("expr");

        assertThat(queries).isNotEmpty().allSatisfy(query -> assertThat(METRICS.unknownIn(query))
                .as(query)
                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsHaveNamesAndDoNotOverlap(Path dashboard) {
        BitSet taken = new BitSet();
        List<Integer> ids = new ArrayList<>();
        for (JsonNode panel : Repository.document(dashboard).path("panels")) {
            JsonNode place = panel.path("gridPos");
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(COLUMNS);
            ids.add(panel.path("id").asInt());
            for (int y = 0; y < place.path("h").asInt(); y++) {
                int row = COLUMNS * (place.path("y").asInt() + y);
                for (int x = 0; x < place.path("w").asInt(); x++) {
                    int cell = row + place.path("x").asInt() + x;
                    assertThat(taken.get(cell)).as(panel.path("title").asText()).isFalse();
                    taken.set(cell);
                }
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void eachIsFoundByItsOwnName() {
        assertThat(dashboards().stream()
                        .map(Repository::document)
                        .map(dashboard -> dashboard.path("uid").asText()))
                .containsExactlyInAnyOrder("gantry-training", "gantry-serving", "gantry-detection", "gantry-platform");
    }
}
