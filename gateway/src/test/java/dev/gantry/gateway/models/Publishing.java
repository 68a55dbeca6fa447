package dev.gantry.gateway.models;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Probe;
import dev.gantry.contracts.models.SampleSpec;
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

/** Versions without networks. */
public final class Publishing {
    static final byte[] PREVIEW = {1, 2, 3};

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
                        Map.of(),
                        files,
                        new Probe(0, 1, 0, 1, 1e-3),
                        Optional.empty(),
                        Map.of(),
                        new Manifest.Provenance(Json.tree(Map.of()), Json.tree(Map.of()), "00", 0, 0, "test")),
                SigningKey.generate());
    }
}
