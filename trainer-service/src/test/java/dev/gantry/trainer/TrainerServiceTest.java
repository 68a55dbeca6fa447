package dev.gantry.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.service.platform.Provisioning;
import dev.gantry.testkit.quarkus.PlatformResource;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A trainer with real servers around it, and a client that speaks to it through Kafka. */
@QuarkusTestResource(PlatformResource.class)
@QuarkusTestResource(Shapes.class)
abstract class TrainerServiceTest {
    @Inject
    Provisioning provisioning;

    @Inject
    KafkaConnection kafka;

    @Inject
    MessageProducer producer;

    @Inject
    ModelStore models;

    @Inject
    JobStore jobs;

    @Inject
    ObjectStore store;

    TrainerClient client;

    @BeforeEach
    void connect() throws InterruptedException {
        provisioning.awaitDone();
        client = new TrainerClient(kafka, producer);
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    Manifest manifest(String model, int version) {
        return models.find(model, version).orElseThrow().manifest();
    }

    void download(Manifest manifest, StoredFile file, Path target) {
        models.download(manifest.model(), manifest.version(), file, target);
        assertThat(target).hasSize(file.size());
    }
}
