package dev.gantry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.testkit.DocumentedMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ServingProfile.class)
class MetricsTest {
    @Inject
    PrometheusRegistry registry;

    @Test
    void documentationNamesWhatIsExposedAndNothingElse() throws InterruptedException {
        assertThat(DocumentedMetrics.of("inference").differences(registry::scrape))
                .isEmpty();
    }
}
