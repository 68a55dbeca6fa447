package dev.gantry.trainer.publish;

import static java.util.Objects.requireNonNull;

import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Network;
import dev.gantry.networks.Role;
import dev.gantry.platform.models.ManifestTrust;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the files of published networks, if their version was signed by a trusted key. */
@Singleton
final class PublishedFiles {
    private final ModelStore models;
    private final ManifestTrust trust;

    PublishedFiles(ModelStore models, ManifestTrust trust) {
        this.models = models;
        this.trust = trust;
    }

    /**
     * The ONNX file of one of a version's networks.
     *
     * @throws dev.gantry.contracts.GantryException retryable, if the store is away; rejected, if no trusted key has signed the
     *     version or, {@code digest-mismatch}, the file is not what was published
     */
    byte[] onnx(PublishedVersion version, Role role) {
        try {
            Path directory = Files.createTempDirectory("gantry-version-");
            Path file = directory.resolve(role.name());
            try {
                download(version, role, file);
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Downloads it; otherwise as {@link #onnx}. */
    void download(PublishedVersion version, Role role, Path target) {
        trust.check(version);
        Manifest manifest = version.manifest();
        Network network = requireNonNull(manifest.networks().get(role.name()), role.name());
        models.download(manifest.model(), manifest.version(), network.file(), target);
    }
}
