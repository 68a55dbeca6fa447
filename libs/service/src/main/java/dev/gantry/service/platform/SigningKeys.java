package dev.gantry.service.platform;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.platform.models.ManifestTrust;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.platform.signing.TrustedKeys;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.service.config.SigningConfig;
import dev.gantry.service.files.PublicKeyFiles;
import dev.gantry.service.files.WatchedFiles;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The keys of a service; those that it does not use need not be there. */
final class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final String PRIVATE_KEY = "gantry.signing.private-key";
    private static final String TRUSTED_KEYS = "gantry.signing.trusted-keys";

    @Produces
    @Singleton
    SigningKey signingKey(SigningConfig config) {
        Optional<Path> file = config.privateKey();
        if (file.isPresent()) {
            SigningKey key = read(file.get());
            LOG.infof("event=signing-key id=%s", key.id());
            return key;
        }
        requireNone(config, PRIVATE_KEY, "the file of an Ed25519 private key");
        SigningKey key = SigningKey.generate();
        LOG.warnf(
                "event=signing-key id=%s reason=\"no key is configured: this one is forgotten at the end\"", key.id());
        return key;
    }

    @Produces
    @Singleton
    Supplier<TrustedKeys> trustedKeys(SigningConfig config, WatchedFiles files) {
        Optional<Path> folder = config.trustedKeys();
        if (folder.isPresent()) {
            return files.watch(TRUSTED_KEYS, folder.get(), SigningKeys::trusted);
        }
        requireNone(config, TRUSTED_KEYS, "a folder of Ed25519 public keys");
        return TrustedKeys::of;
    }

    private static TrustedKeys trusted(List<byte[]> files) {
        TrustedKeys keys = PublicKeyFiles.parse(files);
        LOG.infof("event=trusted-keys ids=%s", keys.ids());
        return keys;
    }

    @Produces
    @Singleton
    ManifestTrust manifestTrust(SigningConfig config, Supplier<TrustedKeys> keys, ObjectStore store) {
        return config.required() ? ManifestTrust.signedBy(keys, store) : ManifestTrust.EVERYBODY;
    }

    private static SigningKey read(Path path) {
        try {
            return SigningKey.read(path);
        } catch (IOException | IllegalArgumentException e) {
            throw invalid(
                    PRIVATE_KEY + " is " + path + ": must be a PEM file of an Ed25519 private key; " + e.getMessage());
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
