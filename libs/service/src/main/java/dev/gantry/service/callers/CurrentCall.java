package dev.gantry.service.callers;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Whose names the request that is being answered may reach. */
@Singleton
public class CurrentCall {
    private static final String KEY = Call.class.getName();
    private static final String MODEL = "model";

    private final CurrentVertxRequest request;

    CurrentCall(CurrentVertxRequest request) {
        this.request = request;
    }

    static void put(RoutingContext context, Call call) {
        context.put(KEY, call);
    }

    public Reach reach() {
        Call call = request.getCurrent().get(KEY);
        return call == null ? Reach.EVERYTHING : call.reach();
    }

    @ServerRequestFilter
    void holdToItsModels(ContainerRequestContext context) {
        Optional.ofNullable(context.getUriInfo().getPathParameters().getFirst(MODEL))
                .ifPresent(reach()::requireModel);
    }
}
