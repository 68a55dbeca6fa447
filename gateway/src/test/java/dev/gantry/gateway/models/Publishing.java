package dev.gantry.gateway.models;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Network;
import dev.gantry.contracts.models.Probe;
import dev.gantry.contracts.models.Role;
import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.platform.models.Artifact;
import dev.gantry.platform.models.Checkpoint;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.platform.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Versions whose networks are not there. */
public final class Publishing {
    static final byte[] PREVIEW = {1, 2, 3};

    private static final Network NETWORK =
            new Network(new StoredFile("absent.onnx", 1, "00"), "00", List.of(), List.of(), 0);

    private Publishing() {}

    /**
     * Pictures.
     *
     * @param directory where the preview is prepared
     */
    public static PublishedVersion publish(ModelStore models, Path directory, String model, long step)
            throws IOException {
        return publish(models, directory, model, step, new SampleSpec.Images(1, 28, 28));
    }

    /** @param directory where the preview is prepared */
    public static PublishedVersion publish(
            ModelStore models, Path directory, String model, long step, SampleSpec sample) throws IOException {
        return publish(models, directory, model, step, sample, Role.GENERATOR);
    }

    /** @param role whose network the version has */
    public static PublishedVersion publish(
            ModelStore models, Path directory, String model, long step, SampleSpec sample, String role)
            throws IOException {
        Path preview = directory.resolve("preview.png");
        Files.write(preview, PREVIEW);
        return models.publish(
                new Checkpoint(model, "job", step),
                List.of(new Artifact("preview", "png", "image/png", preview)),
                (version, files) -> new Manifest(
                        Manifest.SCHEMA,
                        model,
                        version,
                        "job",
                        step,
                        Instant.EPOCH,
                        "dcgan",
                        sample,
                        64,
                        Map.of(role, NETWORK),
                        files,
                        new Probe(0, 1, 0, 1, 1e-3),
                        Optional.empty(),
                        Map.of(),
                        new Manifest.Provenance(Json.tree(Map.of()), Json.tree(Map.of()), "00", 0, 0, "test")),
                SigningKey.generate());
    }
}
