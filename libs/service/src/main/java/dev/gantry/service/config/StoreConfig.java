package dev.gantry.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where the object store is, and who asks it. Both keys are needed, each from one place. */
@ConfigMapping(prefix = "gantry.store")
public interface StoreConfig {
    /** Base URL of an S3-compatible store. */
    @WithDefault("http://127.0.0.1:19000")
    String endpoint();

    /** The access key. */
    Optional<String> accessKey();

    /** A file with nothing but the access key. */
    Optional<Path> accessKeyFile();

    /** The secret key. */
    Optional<String> secretKey();

    /** A file with nothing but the secret key. */
    Optional<Path> secretKeyFile();

    @WithDefault("gantry")
    String bucket();

    @WithDefault("us-east-1")
    String region();

    /** File with the authorities, in PEM, that the store's certificate may come from; absent: those of the JVM. */
    Optional<Path> caCertificates();
}
