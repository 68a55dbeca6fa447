package dev.gantry.platform.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an S3-compatible store is.
 *
 * @param endpoint       base URL
 * @param bucket         holds everything of the platform
 * @param caCertificates file with the authorities, in PEM, that the store's certificate may come from; absent: those of the JVM
 */
public record StoreConnection(
        URI endpoint, String accessKey, String secretKey, String bucket, String region, Optional<Path> caCertificates) {

    public StoreConnection(URI endpoint, String accessKey, String secretKey, String bucket, String region) {
        this(endpoint, accessKey, secretKey, bucket, region, Optional.empty());
    }

    @Override
    public String toString() {
        return "StoreConnection[" + endpoint + "/" + bucket + "]";
    }
}
