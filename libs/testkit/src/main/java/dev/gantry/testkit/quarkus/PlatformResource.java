package dev.gantry.testkit.quarkus;

import dev.gantry.testkit.EmbeddedKafka;
import dev.gantry.testkit.EmbeddedS3;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker and an S3 server for a {@code @QuarkusTest}, with the service configured to use them:
 * {@code @QuarkusTestResource(PlatformResource.class)}.
 */
public final class PlatformResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable EmbeddedKafka kafka;
    private @Nullable EmbeddedS3 store;

    @Override
    public Map<String, String> start() {
        EmbeddedKafka broker = EmbeddedKafka.start();
        kafka = broker;
        EmbeddedS3 server = EmbeddedS3.start();
        store = server;
        return Map.of(
                "gantry.kafka.bootstrap-servers", broker.bootstrapServers(),
                "gantry.store.endpoint", server.endpoint().toString(),
                "gantry.store.access-key", server.credentials().accessKey(),
                "gantry.store.secret-key", server.credentials().secretKey(),
                "gantry.signing.required", "false");
    }

    @Override
    public void stop() {
        if (store != null) {
            store.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }
}
