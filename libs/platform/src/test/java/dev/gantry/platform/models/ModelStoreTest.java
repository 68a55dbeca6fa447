package dev.gantry.platform.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Network;
import dev.gantry.contracts.models.Probe;
import dev.gantry.contracts.models.Role;
import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.platform.signing.TrustedKeys;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.Sha256;
import dev.gantry.platform.store.StoreFixture;
import dev.gantry.platform.store.StoredObject;
import dev.gantry.testkit.EmbeddedS3;
import dev.gantry.testkit.UniqueName;
import dev.gantry.testkit.WithObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithObjectStore
class ModelStoreTest {
    private static final String MODEL = "clothes";
    private static final SigningKey KEY = SigningKey.generate();

    private Path directory;
    private ObjectStore store;
    private ModelStore models;

    @BeforeEach
    void connect(EmbeddedS3 server, @UniqueName String bucket, @TempDir Path temporary) {
        directory = temporary;
        store = StoreFixture.connect(server, bucket);
        models = new ModelStore(store, Clock.systemUTC());
    }

    @AfterEach
    void disconnect() {
        store.close();
    }

    @Test
    void versionsCountFromOneAndLatestFollows() {
        assertThat(publish("job-a", 1000, "weights 1").manifest().version()).isEqualTo(1);
        assertThat(publish("job-a", 2000, "weights 2").manifest().version()).isEqualTo(2);

        assertThat(models.versions(MODEL)).containsExactly(1, 2);
        assertThat(models.models()).containsExactly(MODEL);
        assertThat(models.alias(MODEL, ModelStore.LATEST)).contains(2);
    }

    @Test
    void secondPublisherOfAStepGetsTheFirstVersionAndChangesNothing() {
        PublishedVersion first = publish("job-a", 1000, "weights of the first");
        Map<String, Instant> before = objects();
        PublishedVersion second = publish("job-a", 1000, "weights of the second");

        assertThat(second).isEqualTo(first);
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void racingPublishersOfAStepAgreeOnOneVersion() {
        List<PublishedVersion> published = race(6, i -> publish("job-a", 1000, "weights of " + i));

        assertThat(Set.copyOf(published)).hasSize(1);
        assertThat(models.versions(MODEL))
                .containsExactly(published.get(0).manifest().version());
        assertServable(published.get(0));
    }

    @Test
    void racingPublishersOfDifferentJobsGetDifferentVersions() {
        List<PublishedVersion> published = race(6, i -> publish("job-" + i, 1000, "weights of " + i));

        Set<Integer> versions =
                published.stream().map(version -> version.manifest().version()).collect(Collectors.toSet());
        assertThat(versions).hasSize(6);
        assertThat(models.alias(MODEL, ModelStore.LATEST))
                .contains(versions.stream().mapToInt(Integer::intValue).max().orElseThrow());
        published.forEach(this::assertServable);
    }

    @Test
    void publisherThatFailedHalfWayLeavesNoVersionAndTheNextOneCompletesIt() {
        Checkpoint checkpoint = new Checkpoint(MODEL, "job-a", 1000);
        assertThatThrownBy(() -> models.publish(
                        checkpoint,
                        artifacts("weights"),
                        (version, files) -> {
                            throw new IllegalStateException("killed before the manifest");
                        },
                        KEY))
                .isInstanceOf(IllegalStateException.class);
        assertThat(models.versions(MODEL)).isEmpty();
        assertThat(models.alias(MODEL, ModelStore.LATEST)).isEmpty();

        PublishedVersion completed = publish("job-a", 1000, "weights");
        assertThat(completed.manifest().version()).isEqualTo(1);
        assertServable(completed);
    }

    @Test
    void numberOfAnAbandonedClaimStaysAHole() {
        store.putIfAbsent(
                StoreKeys.versionClaim(MODEL, 1), Json.bytes(new VersionClaims.Claim("dead", 5)), "application/json");
        assertThat(publish("job-a", 1000, "weights").manifest().version()).isEqualTo(2);
        assertThat(models.versions(MODEL)).containsExactly(2);
    }

    @Test
    void manifestIsFoundWithItsDigest() {
        PublishedVersion published = publish("job-a", 1000, "weights");
        byte[] stored = store.get(StoreKeys.manifest(MODEL, 1), 1 << 20).orElseThrow();

        assertThat(models.find(MODEL, 1)).contains(published);
        assertThat(published.manifestSha256()).isEqualTo(Sha256.of(stored));
        assertThat(published.announcement(Instant.EPOCH).roles()).containsExactly(Role.GENERATOR);
        assertThat(models.find(MODEL, 2)).isEmpty();
        assertThat(models.versions("unknown")).isEmpty();
    }

    @Test
    void versionsCountWhoeverIsTrustedToHaveSignedThem() {
        PublishedVersion published = publish("job-a", 1000, "weights");

        ManifestTrust.signedBy(KEY::trusted, store).check(published);
        assertRefused(ManifestTrust.signedBy(SigningKey.generate()::trusted, store), published, "untrusted-key");
        assertRefused(ManifestTrust.signedBy(TrustedKeys::of, store), published, "untrusted-key");
    }

    @Test
    void changedManifestsAreRefused() {
        PublishedVersion published = publish("job-a", 1000, "weights");
        byte[] changed = new String(
                        store.get(StoreKeys.manifest(MODEL, 1), 1 << 20).orElseThrow(), UTF_8)
                .replace("\"step\":1000", "\"step\":2000")
                .getBytes(UTF_8);
        store.put(StoreKeys.manifest(MODEL, 1), changed, "application/json");
        PublishedVersion forged = models.find(MODEL, 1).orElseThrow();
        ManifestTrust trust = ManifestTrust.signedBy(KEY::trusted, store);

        assertThat(forged.manifest().step()).isEqualTo(2000);
        assertRefused(trust, forged, "unsigned-manifest");

        byte[] signature = store.get(StoreKeys.manifestSignature(MODEL, 1, published.manifestSha256()), 1 << 20)
                .orElseThrow();
        store.put(StoreKeys.manifestSignature(MODEL, 1, forged.manifestSha256()), signature, "application/json");
        assertRefused(trust, forged, "wrong-signature");
    }

    private static void assertRefused(ManifestTrust trust, PublishedVersion version, String code) {
        assertThatThrownBy(() -> trust.check(version)).isInstanceOfSatisfying(GantryException.class, e -> assertThat(
                        e.failure().code())
                .isEqualTo(code));
    }

    private interface Publication {
        PublishedVersion publish(int publisher);
    }

    private static List<PublishedVersion> race(int publishers, Publication publication) {
        List<CompletableFuture<PublishedVersion>> futures = IntStream.range(0, publishers)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> publication.publish(i), task -> new Thread(task, "publisher-" + i).start()))
                .toList();
        return futures.stream().map(CompletableFuture::join).toList();
    }

    private PublishedVersion publish(String jobId, long step, String weights) {
        return models.publish(
                new Checkpoint(MODEL, jobId, step),
                artifacts(weights),
                (version, files) -> manifest(jobId, step, version, files),
                KEY);
    }

    private List<Artifact> artifacts(String weights) {
        try {
            Path file = Files.writeString(Files.createTempFile(directory, "weights", ".onnx"), weights);
            return List.of(new Artifact(Role.GENERATOR, "onnx", "application/octet-stream", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertServable(PublishedVersion published) {
        Manifest manifest = published.manifest();
        StoredFile file =
                requireNonNull(manifest.networks().get(Role.GENERATOR)).file();
        Path target = directory.resolve("download-" + manifest.version());
        models.download(MODEL, manifest.version(), file, target);
        assertThat(target).hasSize(file.size());
        assertThat(file.name()).isEqualTo("generator-" + file.sha256().substring(0, 16) + ".onnx");
    }

    private Map<String, Instant> objects() {
        return store.list("").stream().collect(Collectors.toMap(StoredObject::key, StoredObject::lastModified));
    }

    private static Manifest manifest(String jobId, long step, int version, Map<String, StoredFile> files) {
        StoredFile generator = requireNonNull(files.get(Role.GENERATOR));
        return new Manifest(
                Manifest.SCHEMA,
                MODEL,
                version,
                jobId,
                step,
                Instant.now(),
                "dcgan",
                new SampleSpec.Images(1, 28, 28),
                64,
                Map.of(Role.GENERATOR, new Network(generator, "0".repeat(64), List.of(), List.of(), 1e-6)),
                Map.of(),
                new Probe(1, 8, 0, 0.5, 1e-3),
                Optional.empty(),
                Map.of("loss.generator", 0.7),
                new Manifest.Provenance(
                        JsonNodeFactory.instance.objectNode(),
                        JsonNodeFactory.instance.objectNode(),
                        "0".repeat(64),
                        100,
                        0,
                        "test"));
    }
}
