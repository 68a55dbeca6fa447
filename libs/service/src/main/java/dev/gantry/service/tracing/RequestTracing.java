package dev.gantry.service.tracing;

import dev.gantry.platform.tracing.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/** Serves every request to the API as part of the trace that its headers name, or of a new one. */
@Singleton
final class RequestTracing {
    private static final int BEFORE_EVERYTHING = 200;
    private static final int SERVER_ERROR = 500;
    private static final List<String> API = List.of("/v1/", "/v2/");

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

    void register(@Observes Filters filters) {
        filters.register(this::trace, BEFORE_EVERYTHING);
    }

    /** The resource is known only now. */
    @ServerRequestFilter
    void name(SimpleResourceInfo resource, ContainerRequestContext request) {
        if (resource.getResourceClass() != null) {
            Span.current()
                    .updateName(request.getMethod() + " "
                            + resource.getResourceClass().getSimpleName() + "." + resource.getMethodName());
        }
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
