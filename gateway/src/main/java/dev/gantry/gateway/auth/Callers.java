package dev.gantry.gateway.auth;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Who makes the request that is being answered. */
@Singleton
public final class Callers {
    private static final String KEY = Caller.class.getName();

    private final CurrentVertxRequest request;

    Callers(CurrentVertxRequest request) {
        this.request = request;
    }

    /** From now on the request is this caller's. */
    public static void put(RoutingContext context, Caller caller) {
        context.put(KEY, caller);
    }

    /** @throws IllegalStateException for a route that is open to everyone */
    public static Caller of(RoutingContext context) {
        Caller caller = context.get(KEY);
        if (caller == null) {
            throw new IllegalStateException("nobody was asked for at " + context.normalizedPath());
        }
        return caller;
    }

    /** The caller of the request that this thread answers. */
    public Caller current() {
        return of(request.getCurrent());
    }
}
