package dev.gantry.service.metrics;

import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The service's registry, with what runs and the JVM's own metrics in it. */
final class MetricsRegistry {
    @Produces
    @Singleton
    PrometheusRegistry registry(
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        PrometheusRegistry registry = new PrometheusRegistry();
        JvmMetrics.builder().register(registry);
        Info.builder()
                .name("gantry_build_info")
                .help("1; the labels say what runs")
                .labelNames("service", "version")
                .register(registry)
                .addLabelValues(service, version);
        return registry;
    }
}
