package dev.gantry.inference.protocol;

import dev.gantry.contracts.models.Manifest;
import dev.gantry.inference.models.Generators;
import dev.gantry.serving.live.Lease;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the protocol tells of the server and its models, whatever the wire form. */
@Singleton
public final class ServedModels {
    private static final List<String> EXTENSIONS = List.of("binary_tensor_data", "model_repository", "schedule_policy");

    private final Generators generators;
    private final Inferences inferences;
    private final Metadata.Server server;

    ServedModels(
            Generators generators,
            Inferences inferences,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.generators = generators;
        this.inferences = inferences;
        this.server = new Metadata.Server("gantry-inference", version, EXTENSIONS);
    }

    public Metadata.Server server() {
        return server;
    }

    /** Whether every version that was published before the start has been made live or set aside. */
    public boolean ready() {
        return generators.caughtUp();
    }

    /**
     * A model's tensors.
     *
     * @param version absent: the one that answers
     * @throws dev.gantry.contracts.GantryException as {@link Inferences#infer} does
     */
    public Metadata.Model model(String model, Optional<String> version) {
        try (Lease lease = version.map(number -> inferences.lease(model, number))
                .orElseGet(() -> generators.catalog().lease(model))) {
            Manifest manifest = lease.version().manifest();
            return new Metadata.Model(
                    manifest.model(),
                    List.of(String.valueOf(manifest.version())),
                    "onnxruntime_onnx",
                    lease.signature().inputs().stream().map(Metadata.Tensor::of).toList(),
                    lease.signature().outputs().stream()
                            .map(Metadata.Tensor::of)
                            .toList());
        }
    }

    /**
     * Whether a model answers.
     *
     * @param version absent: any; else one that is loaded for that
     * @throws dev.gantry.contracts.GantryException as {@link Inferences#infer} does, when such a version does not
     */
    public boolean ready(String model, Optional<String> version) {
        if (version.isEmpty()) {
            return generators.catalog().status(model).live().isPresent();
        }
        inferences.lease(model, version.get()).close();
        return true;
    }
}
