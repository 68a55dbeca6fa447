package dev.gantry.platform.store;

import java.net.URI;

/**
 * Where an S3-compatible store is.
 *
 * @param endpoint base URL
 * @param bucket   holds everything of the platform
 */
public record StoreConnection(URI endpoint, String accessKey, String secretKey, String bucket, String region) {

    @Override
    public String toString() {
        return "StoreConnection[" + endpoint + "/" + bucket + "]";
    }
}
