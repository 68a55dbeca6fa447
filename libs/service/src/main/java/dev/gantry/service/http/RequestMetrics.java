package dev.gantry.service.http;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Measures every request from its match to its answer, by resource method, so that no label grows with what clients send. */
@Singleton
final class RequestMetrics {
    private static final String STARTED = RequestMetrics.class.getName();
    private static final String UNMATCHED = "unmatched";

    private final Histogram seconds;

    RequestMetrics(PrometheusRegistry registry) {
        seconds = Histogram.builder()
                .name("gantry_http_request_duration_seconds")
                .help("Time from a request's match to its answer, by resource method and status")
                .labelNames("resource", "method", "status")
                .classicUpperBounds(.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30)
                .register(registry);
    }

    @ServerRequestFilter
    void start(ContainerRequestContext request) {
        request.setProperty(STARTED, System.nanoTime());
    }

    @ServerResponseFilter
    void stop(ContainerRequestContext request, ContainerResponseContext response, SimpleResourceInfo resource) {
        if (request.getProperty(STARTED) instanceof Long started) {
            seconds.labelValues(name(resource), request.getMethod(), String.valueOf(response.getStatus()))
                    .observe((System.nanoTime() - started) / 1e9);
        }
    }

    private static String name(SimpleResourceInfo resource) {
        Class<?> type = resource.getResourceClass();
        return type == null ? UNMATCHED : type.getSimpleName() + "." + resource.getMethodName();
    }
}
