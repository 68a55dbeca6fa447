package dev.gantry.inference.models;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /v1/models}: what is served, what should be, and what failed. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {
    private final Generators generators;

    ModelsResource(Generators generators) {
        this.generators = generators;
    }

    @GET
    public ModelList list() {
        return new ModelList(
                generators.catalog().models().stream().map(ModelView::of).toList());
    }

    @GET
    @Path("{model}")
    public ModelView get(String model) {
        return ModelView.of(generators.catalog().status(model));
    }
}
