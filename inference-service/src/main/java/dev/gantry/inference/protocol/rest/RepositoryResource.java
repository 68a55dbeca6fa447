package dev.gantry.inference.protocol.rest;

import dev.gantry.inference.protocol.Repository;
import dev.gantry.service.callers.CurrentCall;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The {@link Repository} over REST. */
@Path("/v2/repository")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class RepositoryResource {
    private final Repository repository;
    private final CurrentCall call;

    RepositoryResource(Repository repository, CurrentCall call) {
        this.repository = repository;
        this.call = call;
    }

    @POST
    @Path("index")
    public List<Repository.Entry> index() {
        return repository.index(call.reach(), false);
    }

    /** Answers once the model does. */
    @POST
    @Path("models/{model}/load")
    public void load(String model) {
        repository.load(model);
    }

    @POST
    @Path("models/{model}/unload")
    public void unload(String model) {
        repository.unload(model);
    }
}
