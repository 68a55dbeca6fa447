package dev.gantry.trainer.publish;

import static java.util.Objects.requireNonNull;

import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Network;
import dev.gantry.networks.Role;
import dev.gantry.networks.onnx.OnnxWeights;
import dev.gantry.platform.models.ManifestTrust;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the weights of published networks, if their version was signed by a trusted key. */
@Singleton
final class PublishedWeights {
    private final ModelStore models;
    private final ManifestTrust trust;

    PublishedWeights(ModelStore models, ManifestTrust trust) {
        this.models = models;
        this.trust = trust;
    }

    /**
     * The weights of one of a version's networks.
     *
     * @throws dev.gantry.contracts.GantryException retryable, if the store is away; rejected, if no trusted key has signed the
     *     version or, {@code digest-mismatch}, the file is not what was published
     */
    OnnxWeights of(PublishedVersion version, Role role) {
        trust.check(version);
        Manifest manifest = version.manifest();
        Network network = requireNonNull(manifest.networks().get(role.name()), role.name());
        try {
            Path directory = Files.createTempDirectory("gantry-version-");
            Path file = directory.resolve(network.file().name());
            try {
                models.download(manifest.model(), manifest.version(), network.file(), file);
                return OnnxWeights.read(Files.readAllBytes(file));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
