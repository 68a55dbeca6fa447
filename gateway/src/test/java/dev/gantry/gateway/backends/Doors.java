package dev.gantry.gateway.backends;

import dev.gantry.gateway.auth.Caller;
import dev.gantry.gateway.auth.Callers;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Servers on loopback. */
public final class Doors {
    private Doors() {}

    /**
     * Passes everything on to one service, for whoever is given.
     *
     * @return the port
     */
    static int open(Vertx vertx, Supplier<Caller> caller, Handler<RoutingContext> forward) {
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            Callers.put(context, caller.get());
            forward.handle(context);
        });
        return open(vertx, router);
    }

    /** @return the port */
    public static int open(Vertx vertx, Router router) {
        return vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join()
                .actualPort();
    }
}
