package dev.gantry.service.tracing;

import io.opentelemetry.api.trace.Span;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * Names the spans of requests for the resources that answer them, which are known only once the request has come there. A filter is made
 * when the service is built or begins to start, before there are settings: it must need nothing that is made from them.
 */
@Singleton
final class SpanNames {
    @ServerRequestFilter
    void name(SimpleResourceInfo resource, ContainerRequestContext request) {
        if (resource.getResourceClass() != null) {
            Span.current()
                    .updateName(request.getMethod() + " "
                            + resource.getResourceClass().getSimpleName() + "." + resource.getMethodName());
        }
    }
}
