package dev.gantry.inference.protocol;

import dev.gantry.inference.InferenceConfig;
import dev.gantry.inference.models.Generators;
import dev.gantry.serving.catalog.ModelPhase;
import dev.gantry.serving.catalog.ModelStatus;
import dev.gantry.serving.session.Deadline;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The protocol's extension for model repositories, as Triton has it: what there is, and whether it is loaded. What is unloaded stays
 * so on this server until it is loaded again.
 */
@Path("/v2/repository")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class RepositoryResource {
    private final Generators generators;
    private final InferenceConfig config;

    RepositoryResource(Generators generators, InferenceConfig config) {
        this.generators = generators;
        this.config = config;
    }

    /**
     * One line of the index.
     *
     * @param state  {@code READY}, {@code LOADING} or {@code UNAVAILABLE}
     * @param reason for not being ready; empty if it is
     */
    record Entry(String name, String version, String state, String reason) {}

    @POST
    @Path("index")
    public List<Entry> index() {
        return generators.catalog().models().stream()
                .flatMap(RepositoryResource::entries)
                .toList();
    }

    /** Answers once the model does. */
    @POST
    @Path("models/{model}/load")
    public void load(String model) {
        generators.catalog().load(model, Deadline.in(config.deadline()));
    }

    @POST
    @Path("models/{model}/unload")
    public void unload(String model) {
        generators.catalog().unload(model);
    }

    private static Stream<Entry> entries(ModelStatus status) {
        return status.versions().stream()
                .filter(version -> version.phase() != ModelPhase.DRAINING)
                .map(version -> new Entry(
                        status.model(),
                        String.valueOf(version.version()),
                        state(version.phase()),
                        version.phase() == ModelPhase.LIVE || version.phase() == ModelPhase.STANDBY
                                ? ""
                                : reason(status, version)));
    }

    private static String state(ModelPhase phase) {
        return switch (phase) {
            case LIVE, STANDBY -> "READY";
            case QUARANTINED, UNLOADED, DRAINING -> "UNAVAILABLE";
            case DESIRED, DOWNLOADING, VERIFYING, LOADING, WARMING -> "LOADING";
        };
    }

    private static String reason(ModelStatus status, ModelStatus.VersionStatus version) {
        return status.quarantined().stream()
                .filter(failed -> failed.version() == version.version())
                .map(failed -> failed.reason().code() + ": " + failed.reason().message())
                .findFirst()
                .orElseGet(() -> version.phase().name().toLowerCase(Locale.ROOT));
    }
}
