package dev.gantry.testkit.quarkus;

import dev.gantry.testkit.EmbeddedKafka;
import dev.gantry.testkit.EmbeddedS3;
import dev.gantry.testkit.SigningFiles;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker, an S3 server and a signing key for a {@code @QuarkusTest}, with the service configured to use them:
 * {@code @QuarkusTestResource(PlatformResource.class)}.
 */
public final class PlatformResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable EmbeddedKafka kafka;
    private @Nullable EmbeddedS3 store;
    private @Nullable SigningFiles signing;

    @Override
    public Map<String, String> start() {
        EmbeddedKafka broker = EmbeddedKafka.start();
        kafka = broker;
        EmbeddedS3 server = EmbeddedS3.start();
        store = server;
        SigningFiles keys = SigningFiles.create();
        signing = keys;
        return Map.of(
                "gantry.kafka.bootstrap-servers", broker.bootstrapServers(),
                "gantry.store.endpoint", server.endpoint().toString(),
                "gantry.store.access-key", server.credentials().accessKey(),
                "gantry.store.secret-key", server.credentials().secretKey(),
                "gantry.signing.private-key", keys.privateKey().toString(),
                "gantry.signing.trusted-keys", keys.trustedKeys().toString());
    }

    @Override
    public void stop() {
        if (signing != null) {
            signing.close();
        }
        if (store != null) {
            store.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }
}
