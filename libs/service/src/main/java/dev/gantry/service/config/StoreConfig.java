package dev.gantry.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the object store is. */
@ConfigMapping(prefix = "gantry.store")
public interface StoreConfig {
    /** Base URL of an S3-compatible store. */
    @WithDefault("http://127.0.0.1:19000")
    String endpoint();

    String accessKey();

    String secretKey();

    @WithDefault("gantry")
    String bucket();

    @WithDefault("us-east-1")
    String region();
}
