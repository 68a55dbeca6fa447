package dev.gantry.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.testkit.DocumentedMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MetricsTest extends TrainerServiceTest {
    @Inject
    PrometheusRegistry registry;

    @Test
    void documentationNamesWhatIsExposedAndNothingElse() throws InterruptedException {
        assertThat(DocumentedMetrics.of("trainer").differences(registry::scrape))
                .isEmpty();
    }
}
