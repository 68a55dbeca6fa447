package dev.gantry.service.callers;

import dev.gantry.contracts.Failure;
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

    /** A model of another's is told of as one that there is not. */
    @ServerRequestFilter
    void holdToItsModels(ContainerRequestContext context) {
        Optional.ofNullable(context.getUriInfo().getPathParameters().getFirst(MODEL))
                .filter(model -> !reach().model(model))
                .ifPresent(model -> {
                    throw new Failure.Rejected(Failure.Rejected.NOT_FOUND, "no model " + model + " is known")
                            .asException();
                });
    }
}
