package dev.gantry.platform.store;

import dev.gantry.testkit.EmbeddedS3;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;

/** Object stores over the embedded server. */
public final class StoreFixture {
    private StoreFixture() {}

    /** A client of a fresh bucket. */
    public static ObjectStore connect(EmbeddedS3 server, String bucket) {
        ObjectStore store = ObjectStore.connect(connection(server, bucket), new PrometheusRegistry());
        store.ensureBucket();
        return store;
    }

    static StoreConnection connection(EmbeddedS3 server, String bucket) {
        return connection(server.endpoint(), server.credentials(), bucket);
    }

    static StoreConnection connection(URI endpoint, EmbeddedS3.Credentials credentials, String bucket) {
        return new StoreConnection(endpoint, credentials.accessKey(), credentials.secretKey(), bucket, "us-east-1");
    }
}
