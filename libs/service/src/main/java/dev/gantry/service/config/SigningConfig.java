package dev.gantry.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Keys of signatures, Ed25519 in PEM. */
@ConfigMapping(prefix = "gantry.signing")
public interface SigningConfig {
    /** File with the private key of a service that publishes: versions, or pictures. */
    Optional<Path> privateKey();

    /**
     * Folder of PEM files with the public keys of those whose versions are used and whose pictures are known; read again when it
     * changes.
     */
    Optional<Path> trustedKeys();

    /** Whether a service that lacks its keys refuses to start, and refuses versions that nobody it trusts has signed. */
    @WithDefault("true")
    boolean required();
}
