package dev.gantry.service.http;

import dev.gantry.contracts.Failure;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses bodies that are said to be too long, with the reason, where Quarkus would give none. */
@Singleton
final class BodyLimit {
    /** After access is checked, before Quarkus looks at the length. */
    private static final int PRIORITY = 50;

    private final long maxBytes;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
        maxBytes = most.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        if (declared(context) <= maxBytes) {
            context.next();
            return;
        }
        // Let pass unread: many clients look for an answer only when they have sent everything.
        context.request().resume();
        Answers.refuse(
                context,
                new Failure.Rejected(
                        Failure.Rejected.TOO_LARGE, "the body has more than the accepted " + maxBytes + " bytes"),
                Response.Status.REQUEST_ENTITY_TOO_LARGE);
    }

    /** What is no number, the server has refused before. */
    private static long declared(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
