package dev.gantry.inference.protocol;

import dev.gantry.contracts.models.Network;
import dev.gantry.inference.models.Generators;
import dev.gantry.serving.catalog.ModelCatalog;
import dev.gantry.serving.catalog.ModelStatus;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the protocol tells of the server and its models, whatever the wire form. */
@Singleton
public final class ServedModels {
    private static final List<String> EXTENSIONS = List.of("binary_tensor_data", "model_repository", "schedule_policy");

    private final Generators generators;
    private final Metadata.Server server;

    ServedModels(Generators generators, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.generators = generators;
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
     * A model's tensors, and its loaded versions. Nothing is loaded for this.
     *
     * @param version absent: the one that answers, or should
     * @throws dev.gantry.contracts.GantryException as {@link ModelCatalog#network} does
     */
    public Metadata.Model model(String model, Optional<String> version) {
        ModelStatus status = generators.catalog().status(model);
        int number = version.map(Inferences::number)
                .orElseGet(() -> status.live().orElseGet(() -> status.desired().orElseThrow()));
        Network network = generators.catalog().network(model, number);
        return new Metadata.Model(
                model,
                status.loaded().stream().map(String::valueOf).toList(),
                "onnxruntime_onnx",
                network.inputs().stream().map(Metadata.Tensor::of).toList(),
                network.outputs().stream().map(Metadata.Tensor::of).toList());
    }

    /**
     * Whether a model answers. Nothing is loaded for this.
     *
     * @param version absent: any
     * @throws dev.gantry.contracts.GantryException rejected, {@code not-found}, for an unknown model or version
     */
    public boolean ready(String model, Optional<String> version) {
        return version.isPresent()
                ? generators.catalog().loaded(model, Inferences.number(version.get()))
                : generators.catalog().status(model).live().isPresent();
    }
}
