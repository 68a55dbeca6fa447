package dev.gantry.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.testkit.DocumentedMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@GatewayTest
class MetricsTest {
    @Inject
    PrometheusRegistry registry;

    /** Made when it is first needed. */
    @Inject
    MessageProducer producer;

    @Test
    void documentationNamesWhatIsExposedAndNothingElse() throws InterruptedException {
        assertThat(DocumentedMetrics.of("gateway").differences(registry::scrape))
                .isEmpty();
    }
}
