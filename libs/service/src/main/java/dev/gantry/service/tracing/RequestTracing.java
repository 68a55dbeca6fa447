package dev.gantry.service.tracing;

import dev.gantry.service.http.GrpcPaths;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves every request to the API as part of the trace that its headers name, or of a new one. */
@Singleton
final class RequestTracing {
    private static final int BEFORE_EVERYTHING = 200;
    private static final int SERVER_ERROR = 500;
    private static final List<String> API = List.of("/v1/", "/v2/", GrpcPaths.INFERENCE);

    private static final TextMapGetter<MultiMap> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(MultiMap headers) {
            return headers.names();
        }

        @Override
        public @Nullable String get(@Nullable MultiMap headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    };

    private final ServedTraces traces;

    RequestTracing(ServedTraces traces) {
        this.traces = traces;
    }

    /**
     * Before anything asks for the current context, after which no storage is taken any more. OpenTelemetry's own search for one sees only
     * what its own class loader sees, which in tests and development mode is not this module.
     */
    static void keepContextsWithRequests(@Observes @Initialized(ApplicationScoped.class) Object start) {
        ContextStorage.addWrapper(RequestContextStorage::new);
    }

    void register(@Observes Filters filters) {
        filters.register(this::trace, BEFORE_EVERYTHING);
    }

    private void trace(RoutingContext routing) {
        if (API.stream().anyMatch(routing.normalizedPath()::startsWith)) {
            String method = routing.request().method().name();
            Span span = traces.begin(method, routing.request().headers(), HEADERS)
                    .setAttribute("http.request.method", method)
                    .setAttribute("url.path", routing.normalizedPath());
            routing.addEndHandler(sent -> end(span, routing));
        }
        routing.next();
    }

    private static void end(Span span, RoutingContext routing) {
        int status = routing.response().getStatusCode();
        span.setAttribute("http.response.status_code", status);
        if (status >= SERVER_ERROR) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
