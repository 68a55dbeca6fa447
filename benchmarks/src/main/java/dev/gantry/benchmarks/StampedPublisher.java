package dev.gantry.benchmarks;

import dev.gantry.cli.stack.LocalStack;
import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.models.CheckpointPublished;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.networks.Role;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.OutgoingMessage;
import dev.gantry.platform.models.Artifact;
import dev.gantry.platform.models.Checkpoint;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.platform.store.ObjectStore;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Publishes versions of a {@link StampedModel} as a trainer does: files, manifest, event. */
final class StampedPublisher implements AutoCloseable {
    private static final String JOB = "bench";

    private final StampedModel model;
    private final Path work;
    private final ObjectStore store;
    private final ModelStore models;
    private final SigningKey key;
    private final MessageProducer producer;

    StampedPublisher(StampedModel model, LocalStack stack, Path work) throws IOException {
        this.model = model;
        this.key = SigningKey.read(stack.directory().secrets().signingKey());
        this.work = work;
        this.store = ObjectStore.connect(stack.store(), new PrometheusRegistry());
        this.models = new ModelStore(store, Clock.systemUTC());
        this.producer = MessageProducer.open(stack.kafka(), Duration.ofSeconds(30), new PrometheusRegistry());
    }

    /** @param version must be the next one: versions are claimed in order */
    void publish(int version) throws IOException {
        Path file = work.resolve("generator.onnx");
        model.write(version, file);
        String kind = Role.GENERATOR.name();
        PublishedVersion published = models.publish(
                new Checkpoint(model.name(), JOB, version),
                List.of(new Artifact(kind, "onnx", "application/octet-stream", file)),
                (number, files) -> model.manifest(number, stored(files.get(kind)), JOB, version),
                key);
        if (published.manifest().version() != version) {
            throw new IllegalStateException(
                    "version " + published.manifest().version() + " was claimed: expected " + version);
        }
        producer.send(message(published));
    }

    private OutgoingMessage message(PublishedVersion published) {
        Instant now = Instant.now();
        int version = published.manifest().version();
        return new OutgoingMessage(
                Topics.MODELS,
                model.name(),
                new CloudEvent(UUID.randomUUID().toString(), "/gantry/bench", "dev.gantry.models.published", now),
                new CheckpointPublished(
                        model.name(),
                        version,
                        JOB,
                        version,
                        now,
                        published.manifestSha256(),
                        Set.of(Role.GENERATOR.name())),
                Optional.empty());
    }

    private static StoredFile stored(@org.jspecify.annotations.Nullable StoredFile file) {
        return Optional.ofNullable(file).orElseThrow();
    }

    @Override
    public void close() {
        producer.close();
        store.close();
    }
}
