package dev.gantry.inference.models;

import dev.gantry.service.callers.CurrentCall;
import dev.gantry.service.callers.Reach;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /v1/models}: what is served, what should be, and what failed. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {
    private final Generators generators;
    private final CurrentCall call;

    ModelsResource(Generators generators, CurrentCall call) {
        this.generators = generators;
        this.call = call;
    }

    @GET
    public ModelList list() {
        Reach reach = call.reach();
        return new ModelList(generators.catalog().models().stream()
                .filter(status -> reach.model(status.model()))
                .map(ModelView::of)
                .toList());
    }

    @GET
    @Path("{model}")
    public ModelView get(String model) {
        return ModelView.of(generators.catalog().status(model));
    }
}
