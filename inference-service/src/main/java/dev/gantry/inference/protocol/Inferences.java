package dev.gantry.inference.protocol;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.inference.InferenceConfig;
import dev.gantry.inference.models.Generators;
import dev.gantry.serving.catalog.VersionChoice;
import dev.gantry.serving.live.Lease;
import dev.gantry.serving.session.Deadline;
import dev.gantry.serving.session.RunOptions;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Answers the protocol's requests with the served models. */
@Singleton
public final class Inferences {
    private final Generators generators;
    private final InferenceConfig config;

    Inferences(Generators generators, InferenceConfig config) {
        this.generators = generators;
        this.config = config;
    }

    /**
     * Runs a network.
     *
     * @param version absent: the one that answers; the same request id is answered by the same one while a canary is tried
     * @throws dev.gantry.contracts.GantryException rejected, {@code invalid-request}, {@code too-large} or {@code
     *     too-many-requests}, or as {@link dev.gantry.serving.catalog.ModelCatalog#lease(String, VersionChoice, Deadline)}
     */
    public Inference infer(String model, Optional<String> version, InferCall call) {
        RunOptions options = call.scheduling().options(config.deadline());
        VersionChoice choice = version.<VersionChoice>map(number -> new VersionChoice.Numbered(number(number)))
                .orElseGet(() -> new VersionChoice.Routed(
                        call.id().map(id -> (long) id.hashCode()).orElseGet(System::nanoTime)));
        try (Lease lease = generators.catalog().lease(model, choice, options.deadline())) {
            Manifest manifest = lease.version().manifest();
            return Inference.of(manifest.model(), manifest.version(), call, lease.run(call.inputs(), options));
        }
    }

    /**
     * A version's number as the protocol writes it.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code not-found}
     */
    static int number(String version) {
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw new Failure.Rejected(
                            Failure.Rejected.NOT_FOUND, "versions are whole numbers from 1: there is no " + version)
                    .asException();
        }
        return Integer.parseInt(version);
    }
}
