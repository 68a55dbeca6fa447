package dev.gantry.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ChartReadmeTest {
    @Test
    void theReadmeListsTheValuesAsTheyAre() throws IOException {
        Path chart = Chart.SOURCE;

        assertThat(Files.readString(chart.resolve("README.md")))
                .as("run: java helm/src/test/java/dev/gantry/helm/ChartReadme.java helm/gantry")
                .isEqualTo(ChartReadme.of(chart));
    }
}
