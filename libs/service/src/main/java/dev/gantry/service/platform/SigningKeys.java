package dev.gantry.service.platform;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.platform.models.ManifestTrust;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.platform.signing.TrustedKeys;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.service.config.SigningConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The keys of a service; those that it does not use need not be there. */
final class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    @Produces
    @Singleton
    SigningKey signingKey(SigningConfig config) {
        Optional<Path> file = config.privateKey();
        if (file.isPresent()) {
            SigningKey key = read(
                    "gantry.signing.private-key", file.get(), "a PEM file of an Ed25519 private key", SigningKey::read);
            LOG.infof("event=signing-key id=%s", key.id());
            return key;
        }
        requireNone(config, "gantry.signing.private-key", "the file of an Ed25519 private key");
        SigningKey key = SigningKey.generate();
        LOG.warnf(
                "event=signing-key id=%s reason=\"no key is configured: this one is forgotten at the end\"", key.id());
        return key;
    }

    @Produces
    @Singleton
    TrustedKeys trustedKeys(SigningConfig config) {
        Optional<Path> folder = config.trustedKeys();
        if (folder.isPresent()) {
            TrustedKeys keys = read(
                    "gantry.signing.trusted-keys",
                    folder.get(),
                    "a folder of PEM files of Ed25519 public keys",
                    TrustedKeys::read);
            LOG.infof("event=trusted-keys ids=%s", keys.ids());
            return keys;
        }
        requireNone(config, "gantry.signing.trusted-keys", "a folder of Ed25519 public keys");
        return TrustedKeys.of();
    }

    @Produces
    @Singleton
    ManifestTrust manifestTrust(SigningConfig config, TrustedKeys keys, ObjectStore store) {
        return config.required() ? ManifestTrust.signedBy(keys, store) : ManifestTrust.EVERYBODY;
    }

    private interface Reader<T> {
        T read(Path path) throws IOException;
    }

    private static <T> T read(String property, Path path, String expected, Reader<T> reader) {
        try {
            return reader.read(path);
        } catch (IOException | IllegalArgumentException e) {
            throw invalid(property + " is " + path + ": must be " + expected + "; " + e.getMessage());
        }
    }

    private static void requireNone(SigningConfig config, String property, String expected) {
        if (config.required()) {
            throw invalid(
                    property + " is not set: must be " + expected
                            + ", or gantry.signing.required must be false, and then anybody who can write to the store is trusted");
        }
    }

    private static GantryException invalid(String message) {
        return new Failure.Fatal("invalid-configuration", message).asException();
    }
}
