package dev.gantry.service.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Whose requests a service behind the gateway answers. */
@ConfigMapping(prefix = "gantry.callers")
public interface CallersConfig {
    /** Folder of PEM files with the public keys of the gateways, Ed25519; read again when it changes. */
    Optional<Path> trustedKeys();

    /** Whether requests without a token of a gateway are refused; absent: if there are keys to verify it. */
    Optional<Boolean> required();
}
