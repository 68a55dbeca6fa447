package dev.gantry.service.platform;

import dev.gantry.contracts.Failure;
import dev.gantry.platform.kafka.ShareGroupSpec;
import dev.gantry.platform.kafka.TopicAdmin;
import dev.gantry.platform.kafka.TopicSpec;
import dev.gantry.platform.store.ObjectStore;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Creates the bucket, the topics and the share groups' settings where they are missing, once Kafka and the store can be reached,
 * and from then on looks every few seconds whether they still can. A service starts without them and is not ready until they are
 * there. A store that is no use, because it refuses the credentials or ignores conditional writes, ends the process.
 */
@Startup
@Singleton
public class Provisioning {
    private static final String CONDITION_PROBE = "conditional-write-probe";
    private static final long INTERVAL_SECONDS = 5;

    private final ObjectStore store;
    private final TopicAdmin topics;
    private final List<Dependency> dependencies;
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "provisioning");

    Provisioning(ObjectStore store, TopicAdmin topics, PrometheusRegistry registry) {
        this.store = store;
        this.topics = topics;
        this.dependencies = List.of(
                new Dependency("kafka", this::setUpKafka, topics::topics),
                new Dependency("object-store", this::setUpStore, () -> store.head(CONDITION_PROBE)));
        thread.setDaemon(true);
        GaugeWithCallback.builder()
                .name("gantry_dependency_up")
                .help("Whether what the service needs can be used: 1, else 0 and the service is not ready")
                .labelNames("dependency")
                .callback(gauge -> dependencies.forEach(
                        dependency -> gauge.call(dependency.problem().isEmpty() ? 1 : 0, dependency.name())))
                .register(registry);
    }

    @PostConstruct
    void start() {
        thread.start();
    }

    /** Waits until bucket, topics and share groups exist. */
    public void awaitDone() throws InterruptedException {
        done.await();
    }

    List<Dependency> dependencies() {
        return dependencies;
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping.countDown();
        thread.join(TimeUnit.SECONDS.toMillis(INTERVAL_SECONDS));
    }

    private void run() {
        do {
            dependencies.forEach(Dependency::look);
            if (dependencies.stream().allMatch(Dependency::ready)) {
                done.countDown();
            }
        } while (!pause());
    }

    private void setUpKafka() {
        topics.ensureTopics(TopicSpec.all());
        topics.ensureShareGroups(ShareGroupSpec.all());
    }

    private void setUpStore() {
        store.ensureBucket();
        writeProbe();
        if (writeProbe()) {
            throw new Failure.Fatal(
                            "store-without-conditions",
                            "the object store ignores If-None-Match: trainers could overwrite each other's versions")
                    .asException();
        }
    }

    private boolean writeProbe() {
        return store.putIfAbsent(CONDITION_PROBE, new byte[0], "application/octet-stream");
    }

    private boolean pause() {
        try {
            return stopping.await(INTERVAL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
