package dev.gantry.service.http;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Fields that an answer has in its head or, as gRPC does, in its trailers. */
public final class AnswerFields {
    private AnswerFields() {}

    /** Keeps in mind those of an answer's trailers. */
    public static void keep(RoutingContext context, MultiMap trailers, String... names) {
        for (String name : names) {
            if (trailers.contains(name)) {
                context.put(name, trailers.get(name));
            }
        }
    }

    /**
     * One that was kept, or that stands in the head. The response is not asked for its trailers: asked while it ends, it makes and writes
     * some, on a stream that is over, which ends the client's whole connection.
     */
    public static Optional<String> find(RoutingContext context, String name) {
        return Optional.<String>ofNullable(context.get(name))
                .or(() -> Optional.ofNullable(context.response().headers().get(name)));
    }
}
