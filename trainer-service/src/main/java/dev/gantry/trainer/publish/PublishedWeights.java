package dev.gantry.trainer.publish;

import dev.gantry.networks.Role;
import dev.gantry.networks.onnx.OnnxWeights;
import dev.gantry.platform.models.PublishedVersion;
import jakarta.inject.Singleton;

/** Reads the weights of published networks, if their version was signed by a trusted key. */
@Singleton
public final class PublishedWeights {
    private final PublishedFiles files;

    PublishedWeights(PublishedFiles files) {
        this.files = files;
    }

    /**
     * The weights of one of a version's networks.
     *
     * @throws dev.gantry.contracts.GantryException retryable, if the store is away; rejected, if no trusted key has signed the
     *     version or, {@code digest-mismatch}, the file is not what was published
     */
    public OnnxWeights of(PublishedVersion version, Role role) {
        return OnnxWeights.read(files.onnx(version, role));
    }
}
