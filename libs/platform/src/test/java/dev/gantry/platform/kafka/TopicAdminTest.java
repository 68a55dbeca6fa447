package dev.gantry.platform.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Topics;
import dev.gantry.testkit.EmbeddedKafka;
import dev.gantry.testkit.FreePorts;
import dev.gantry.testkit.WithKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@WithKafka
class TopicAdminTest {

    @Test
    void servicesThatStartTogetherAgreeOnTopicsAndGroups(EmbeddedKafka kafka) throws Exception {
        KafkaConnection connection = new KafkaConnection(kafka.bootstrapServers());
        List<CompletableFuture<Void>> services = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    try (TopicAdmin admin = TopicAdmin.connect(connection)) {
                        admin.ensureTopics(TopicSpec.all());
                        admin.ensureShareGroups(ShareGroupSpec.all());
                    }
                }))
                .toList();
        services.forEach(CompletableFuture::join);

        try (TopicAdmin admin = TopicAdmin.connect(connection)) {
            assertThat(admin.topics())
                    .containsAll(TopicSpec.all().stream().map(TopicSpec::name).toList());
        }
        assertThat(config(connection, ConfigResource.Type.TOPIC, Topics.MODELS, "cleanup.policy"))
                .isEqualTo("compact");
        assertThat(config(connection, ConfigResource.Type.GROUP, Topics.TRAINERS_GROUP, "share.auto.offset.reset"))
                .isEqualTo("earliest");
        assertThat(config(
                        connection, ConfigResource.Type.GROUP, Topics.DETECTORS_GROUP, "share.record.lock.duration.ms"))
                .isEqualTo("30000");
    }

    @Test
    @Timeout(60)
    void aBrokerThatIsAwayDoesNotHoldUpTheEnd() throws InterruptedException {
        TopicAdmin admin = TopicAdmin.connect(new KafkaConnection("127.0.0.1:" + FreePorts.next()));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread asking = new Thread(admin::topics, "asking");
        asking.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
        asking.start();
        while (asking.getState() != Thread.State.WAITING) {
            Thread.sleep(10);
        }

        assertTimeoutPreemptively(Duration.ofSeconds(15), admin::close);

        asking.join(Duration.ofSeconds(5).toMillis());
        assertThat(failure.get()).isInstanceOf(GantryException.class);
    }

    @Test
    void brokerOutOfReachIsRetryable() {
        KafkaConnection nobody = new KafkaConnection(
                "127.0.0.1:" + FreePorts.next(),
                Map.of("default.api.timeout.ms", "1500", "request.timeout.ms", "1000"));
        try (TopicAdmin admin = TopicAdmin.connect(nobody)) {
            assertThatThrownBy(admin::topics).isInstanceOfSatisfying(GantryException.class, e -> assertThat(e.failure())
                    .isInstanceOf(Failure.Retryable.class));
        }
    }

    private static String config(KafkaConnection connection, ConfigResource.Type type, String name, String key)
            throws Exception {
        ConfigResource resource = new ConfigResource(type, name);
        try (Admin admin = Admin.create(connection.with(Map.of()))) {
            Config config = requireNonNull(
                    admin.describeConfigs(List.of(resource)).all().get().get(resource));
            return config.get(key).value();
        }
    }
}
