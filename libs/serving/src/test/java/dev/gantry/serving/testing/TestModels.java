package dev.gantry.serving.testing;

import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Network;
import dev.gantry.contracts.models.Role;
import dev.gantry.contracts.models.Routing;
import dev.gantry.platform.models.Artifact;
import dev.gantry.platform.models.Checkpoint;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.platform.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Publishes tiny versions the way a trainer does, and spoils them the way nobody should. */
public final class TestModels {
    private final ObjectStore store;
    private final SigningKey key;
    private final ModelStore models;
    private long step;

    /** @param key what versions are signed by */
    public TestModels(ObjectStore store, SigningKey key) {
        this.store = store;
        this.key = key;
        this.models = new ModelStore(store, Clock.systemUTC());
    }

    /** Publishes a version that is as it should be. */
    public PublishedVersion publish(String model, TinyGenerator generator) {
        return publish(model, generator, UnaryOperator.identity());
    }

    /** Publishes a version whose manifest was changed before it was written. */
    public PublishedVersion publish(String model, TinyGenerator generator, UnaryOperator<Manifest> change) {
        return publish(model, generator, Optional.empty(), generator.onnx(), change, key);
    }

    /** Publishes a version that has a detector too. */
    public PublishedVersion publish(String model, TinyGenerator generator, TinyDetector detector) {
        return publish(model, generator, Optional.of(detector), generator.onnx(), UnaryOperator.identity(), key);
    }

    /** Publishes a version whose generator is another file than the one described, digest and size excepted. */
    public PublishedVersion publish(String model, TinyGenerator described, byte[] onnx) {
        return publish(model, described, Optional.empty(), onnx, UnaryOperator.identity(), key);
    }

    /** Publishes a version that somebody else has signed. */
    public PublishedVersion publish(String model, TinyGenerator generator, SigningKey other) {
        return publish(model, generator, Optional.empty(), generator.onnx(), UnaryOperator.identity(), other);
    }

    /** Decides which versions answer. */
    public Routing route(String model, UnaryOperator<Routing> change) {
        return models.route(model, change);
    }

    /** Replaces a version's stored generator; returns what was there. */
    public byte[] overwriteGenerator(PublishedVersion version, UnaryOperator<byte[]> change) {
        String key = generatorKey(version);
        byte[] before = store.get(key, 1 << 20).orElseThrow();
        store.put(key, change.apply(before.clone()), "application/octet-stream");
        return before;
    }

    public void deleteGenerator(PublishedVersion version) {
        store.delete(generatorKey(version));
    }

    private PublishedVersion publish(
            String model,
            TinyGenerator generator,
            Optional<TinyDetector> detector,
            byte[] onnx,
            UnaryOperator<Manifest> change,
            SigningKey signing) {
        step++;
        List<Artifact> artifacts = new ArrayList<>();
        artifacts.add(artifact(Role.GENERATOR, onnx));
        detector.ifPresent(d -> artifacts.add(artifact(Role.DETECTOR, d.onnx())));
        try {
            return models.publish(
                    new Checkpoint(model, "job", step),
                    artifacts,
                    (version, files) -> change.apply(TestManifests.of(model, version, generator, files)),
                    signing);
        } finally {
            artifacts.forEach(artifact -> artifact.file().toFile().deleteOnExit());
        }
    }

    private static Artifact artifact(String role, byte[] onnx) {
        try {
            Path file = Files.createTempFile(role, ".onnx");
            return new Artifact(role, "onnx", "application/octet-stream", Files.write(file, onnx));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String generatorKey(PublishedVersion version) {
        Manifest manifest = version.manifest();
        Network network = manifest.networks().get(Role.GENERATOR);
        if (network == null) {
            throw new IllegalArgumentException("the version has no generator");
        }
        return StoreKeys.version(manifest.model(), manifest.version())
                + network.file().name();
    }
}
