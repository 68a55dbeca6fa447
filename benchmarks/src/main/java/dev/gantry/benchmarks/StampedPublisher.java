package dev.gantry.benchmarks;

import dev.gantry.cli.stack.LocalStack;
import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.Topics;
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
import dev.gantry.platform.store.StoredObject;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Publishes versions of a {@link StampedModel} as a trainer does: files, manifest, event. Or as one that goes wrong. */
final class StampedPublisher implements AutoCloseable {
    /** Who made the versions. */
    static final String JOB = "bench";

    private static final String ANY_TYPE = "application/octet-stream";

    private final StampedModel model;
    private final Path work;
    private final ObjectStore store;
    private final ModelStore models;
    private final SigningKey key;
    private final MessageProducer producer;

    StampedPublisher(StampedModel model, LocalStack stack, Path work) throws IOException {
        this.model = model;
        this.key = SigningKey.read(stack.directory().secrets().signing().privateKey());
        this.work = work;
        this.store = ObjectStore.connect(stack.store(), new PrometheusRegistry());
        this.models = new ModelStore(store, Clock.systemUTC());
        this.producer = MessageProducer.open(stack.kafka(), Duration.ofSeconds(30), new PrometheusRegistry());
    }

    /** @param version must be the next one: versions are claimed in order */
    void publish(int version) throws IOException {
        announce(store(version));
    }

    /** Publishes a version without telling anybody. */
    PublishedVersion store(int version) throws IOException {
        Path file = work.resolve("generator.onnx");
        model.write(version, file);
        String kind = Role.GENERATOR.name();
        PublishedVersion published = models.publish(
                new Checkpoint(model.name(), JOB, version),
                List.of(new Artifact(kind, "onnx", ANY_TYPE, file)),
                (number, files) -> model.manifest(number, stored(files.get(kind)), JOB, version, Instant.now()),
                key);
        if (published.manifest().version() != version) {
            throw new IllegalStateException(
                    "version " + published.manifest().version() + " was claimed: expected " + version);
        }
        return published;
    }

    void announce(PublishedVersion published) {
        producer.send(message(published));
    }

    /** A version that nothing has been stored of. */
    VersionDraft draft(int version) throws IOException {
        return VersionDraft.of(model, version, key);
    }

    /** Stores some objects of a version, points the alias at it and announces it, right or wrong. */
    void publish(VersionDraft draft, Map<String, byte[]> objects) {
        objects.forEach((key, bytes) -> store.put(key, bytes, ANY_TYPE));
        store.put(
                StoreKeys.alias(model.name(), ModelStore.LATEST),
                Json.bytes(Map.of("version", draft.version(), "updatedAt", Instant.now())),
                ANY_TYPE);
        announce(draft.published());
    }

    /** Puts the right objects of a version in place of those that are there. */
    void repair(VersionDraft draft) {
        Map<String, byte[]> right = draft.objects();
        right.forEach((key, bytes) -> store.put(key, bytes, ANY_TYPE));
        store.list(StoreKeys.version(model.name(), draft.version())).stream()
                .map(StoredObject::key)
                .filter(key -> !right.containsKey(key))
                .forEach(store::delete);
    }

    private OutgoingMessage message(PublishedVersion published) {
        Instant now = Instant.now();
        return new OutgoingMessage(
                Topics.MODELS,
                model.name(),
                new CloudEvent(UUID.randomUUID().toString(), "/gantry/bench", "dev.gantry.models.published", now),
                published.announcement(now),
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
