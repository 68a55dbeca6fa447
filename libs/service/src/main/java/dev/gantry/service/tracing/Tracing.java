package dev.gantry.service.tracing;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.service.config.TracingConfig;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Records spans and sends them off, if there is an endpoint. Without one the tracer only passes on what a request brings. */
@Singleton
final class Tracing {
    private static final Logger LOG = Logger.getLogger(Tracing.class);
    private static final String SCOPE = "dev.gantry";
    private static final long CLOSE_SECONDS = 3;

    private final Optional<SdkTracerProvider> sdk;

    @Inject
    Tracing(
            TracingConfig config,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this(
                config.endpoint(),
                config.sampleRatio(),
                Attributes.of(
                        AttributeKey.stringKey("service.namespace"), "gantry",
                        AttributeKey.stringKey("service.name"), service,
                        AttributeKey.stringKey("service.version"), version));
    }

    /** @param service says who records */
    Tracing(Optional<URI> endpoint, double sampleRatio, Attributes service) {
        if (!(sampleRatio >= 0 && sampleRatio <= 1)) {
            throw invalid("gantry.tracing.sample-ratio is " + sampleRatio + ": must be 0 to 1");
        }
        sdk = endpoint.map(url -> provider(url, sampleRatio, service));
        endpoint.ifPresent(url -> LOG.infof("event=tracing endpoint=%s sampleRatio=%s", url, sampleRatio));
    }

    @Produces
    @Singleton
    Tracer tracer() {
        return sdk.map(provider -> provider.get(SCOPE))
                .orElseGet(() -> OpenTelemetry.noop().getTracer(SCOPE));
    }

    /** Sends off what is waiting, for a while. */
    @PreDestroy
    void close() {
        sdk.ifPresent(provider -> provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS));
    }

    private static SdkTracerProvider provider(URI endpoint, double sampleRatio, Attributes service) {
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(service)))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(sampleRatio)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter(endpoint)).build())
                .build();
    }

    private static OtlpHttpSpanExporter exporter(URI endpoint) {
        String base = endpoint.toString();
        try {
            return OtlpHttpSpanExporter.builder()
                    .setEndpoint((base.endsWith("/") ? base : base + "/") + "v1/traces")
                    .build();
        } catch (IllegalArgumentException e) {
            throw invalid("gantry.tracing.endpoint is " + endpoint
                    + ": must be the URL of a receiver of OTLP over HTTP, such as http://collector:4318");
        }
    }

    private static GantryException invalid(String message) {
        return new Failure.Fatal("invalid-configuration", message).asException();
    }
}
