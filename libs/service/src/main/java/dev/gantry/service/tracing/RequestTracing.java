package dev.gantry.service.tracing;

import dev.gantry.platform.tracing.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.common.vertx.VertxContext;
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
    private static final List<String> API = List.of("/v1/", "/v2/", "/inference.GRPCInferenceService/");

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

    private final Tracer tracer;

    RequestTracing(Tracer tracer) {
        this.tracer = tracer;
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
        if (API.stream().noneMatch(routing.normalizedPath()::startsWith) || !VertxContext.isOnDuplicatedContext()) {
            routing.next();
            return;
        }
        Context parent = TraceContext.extract(routing.request().headers(), HEADERS);
        Span span = tracer.spanBuilder(routing.request().method().name())
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", routing.request().method().name())
                .setAttribute("url.path", routing.normalizedPath())
                .startSpan();
        Context context = parent.with(span);
        routing.addEndHandler(sent -> end(span, routing));
        TraceContext.log(context);
        stay(context);
        routing.next();
    }

    /** For as long as the request lasts, with which its storage ends. */
    @SuppressWarnings("MustBeClosedChecker")
    private static void stay(Context context) {
        Scope unused = context.makeCurrent();
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
