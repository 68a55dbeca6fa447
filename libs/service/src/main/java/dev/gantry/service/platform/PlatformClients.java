package dev.gantry.service.platform;

import dev.gantry.contracts.Failure;
import dev.gantry.platform.jobs.JobStates;
import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.TopicAdmin;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.queue.DeadLetters;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.StoreConnection;
import dev.gantry.service.config.KafkaConfig;
import dev.gantry.service.config.StoreConfig;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** One of each client per service. */
final class PlatformClients {
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(30);

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    KafkaConnection kafka(KafkaConfig config) {
        return new KafkaConnection(
                config.bootstrapServers(),
                SettingFiles.properties("gantry.kafka.properties-file", config.propertiesFile(), config.properties()));
    }

    @Produces
    @Singleton
    TopicAdmin topics(KafkaConnection kafka) {
        return TopicAdmin.connect(kafka);
    }

    void close(@Disposes TopicAdmin topics) {
        topics.close();
    }

    @Produces
    @Singleton
    MessageProducer producer(KafkaConnection kafka, PrometheusRegistry registry) {
        return MessageProducer.open(kafka, SEND_TIMEOUT, registry);
    }

    void close(@Disposes MessageProducer producer) {
        producer.close();
    }

    @Produces
    @Singleton
    EventLog events(MessageProducer producer, @ConfigProperty(name = "quarkus.application.name") String service) {
        return new EventLog(producer, "/gantry/" + service);
    }

    @Produces
    @Singleton
    DeadLetters deadLetters(MessageProducer producer, PrometheusRegistry registry) {
        return new DeadLetters(producer, registry);
    }

    @Produces
    @Singleton
    ObjectStore store(StoreConfig config, PrometheusRegistry registry) {
        return ObjectStore.connect(
                new StoreConnection(
                        endpoint(config),
                        SettingFiles.secret("gantry.store.access-key", config.accessKey(), config.accessKeyFile()),
                        SettingFiles.secret("gantry.store.secret-key", config.secretKey(), config.secretKeyFile()),
                        config.bucket(),
                        config.region(),
                        config.caCertificates()),
                registry);
    }

    void close(@Disposes ObjectStore store) {
        store.close();
    }

    @Produces
    @Singleton
    JobStore jobs(ObjectStore store) {
        return new JobStore(store);
    }

    @Produces
    @Singleton
    JobStates jobStates(ObjectStore store) {
        return new JobStates(store);
    }

    @Produces
    @Singleton
    ModelStore models(ObjectStore store, Clock clock) {
        return new ModelStore(store, clock);
    }

    private static URI endpoint(StoreConfig config) {
        try {
            return URI.create(config.endpoint());
        } catch (IllegalArgumentException e) {
            throw new Failure.Fatal(
                            "invalid-configuration",
                            "gantry.store.endpoint is " + config.endpoint()
                                    + ": must be a URL such as http://host:9000")
                    .asException();
        }
    }
}
