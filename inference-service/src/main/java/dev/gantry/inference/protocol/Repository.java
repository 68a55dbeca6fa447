package dev.gantry.inference.protocol;

import dev.gantry.inference.InferenceConfig;
import dev.gantry.inference.models.Generators;
import dev.gantry.service.callers.Reach;
import dev.gantry.serving.catalog.ModelPhase;
import dev.gantry.serving.catalog.ModelStatus;
import dev.gantry.serving.session.Deadline;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The protocol's extension for model repositories, as Triton has it: what there is, and whether it is loaded. What is unloaded stays
 * so on this server until it is loaded again.
 */
@Singleton
public final class Repository {
    private static final String READY = "READY";

    private final Generators generators;
    private final InferenceConfig config;

    Repository(Generators generators, InferenceConfig config) {
        this.generators = generators;
        this.config = config;
    }

    /**
     * One line of the index.
     *
     * @param state  {@code READY}, {@code LOADING} or {@code UNAVAILABLE}
     * @param reason for not being ready; empty if it is
     */
    public record Entry(String name, String version, String state, String reason) {}

    /**
     * The versions that a caller may see.
     *
     * @param readyOnly whether versions that are not ready are left out
     */
    public List<Entry> index(Reach reach, boolean readyOnly) {
        return generators.catalog().models().stream()
                .filter(status -> reach.model(status.model()))
                .flatMap(Repository::entries)
                .filter(entry -> !readyOnly || entry.state().equals(READY))
                .toList();
    }

    /** Returns once the model answers. */
    public void load(String model) {
        generators.catalog().load(model, Deadline.in(config.deadline()));
    }

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
            case LIVE, STANDBY -> READY;
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
