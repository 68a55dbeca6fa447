package dev.gantry.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.testkit.DocumentedMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(MetricsTest.Alone.class)
class MetricsTest extends DetectorServiceTest {
    /** A service in which no other test has made what the service itself never makes. */
    public static final class Alone implements QuarkusTestProfile {}

    @Inject
    PrometheusRegistry registry;

    @Test
    void documentationNamesWhatIsExposedAndNothingElse() throws InterruptedException {
        assertThat(DocumentedMetrics.of("detector").differences(registry::scrape))
                .isEmpty();
    }
}
