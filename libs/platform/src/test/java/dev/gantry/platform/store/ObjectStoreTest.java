package dev.gantry.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.testkit.EmbeddedS3;
import dev.gantry.testkit.FreePorts;
import dev.gantry.testkit.UniqueName;
import dev.gantry.testkit.WithObjectStore;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithObjectStore
class ObjectStoreTest {
    private static final String TEXT = "text/plain";

    @Test
    void readsBackWhatWasPut(EmbeddedS3 server, @UniqueName String bucket) throws Exception {
        try (ObjectStore store = StoreFixture.connect(server, bucket)) {
            store.put("a/b.txt", utf8("hello"), TEXT);

            assertThat(store.get("a/b.txt", 5))
                    .hasValueSatisfying(data -> assertThat(data).isEqualTo(utf8("hello")));
            assertThat(store.head("a/b.txt").map(StoredObject::size)).contains(5L);
            try (InputStream in = store.open("a/b.txt")) {
                assertThat(in.readAllBytes()).isEqualTo(utf8("hello"));
            }
        }
    }

    @Test
    void missingObjectIsEmptyOrNotFound(EmbeddedS3 server, @UniqueName String bucket) {
        try (ObjectStore store = StoreFixture.connect(server, bucket)) {
            assertThat(store.get("missing", 1)).isEmpty();
            assertThat(store.head("missing")).isEmpty();
            assertFailure(() -> store.open("missing").close(), Failure.Rejected.class, "not-found");
            store.delete("missing");
        }
    }

    @Test
    void whatIsMissingIsNotMeasuredAsAFailureOfTheStore(EmbeddedS3 server, @UniqueName String bucket) {
        PrometheusRegistry registry = new PrometheusRegistry();
        try (ObjectStore store = ObjectStore.connect(StoreFixture.connection(server, bucket), registry)) {
            store.ensureBucket();
            assertThat(store.head("missing")).isEmpty();
        }
        assertThat(registry.scrape().stream().flatMap(metric -> metric.getDataPoints().stream()))
                .extracting(point -> point.getLabels().get("result"))
                .containsExactlyInAnyOrder("ok", "not-found");
    }

    @Test
    void objectAboveTheLimitIsRefused(EmbeddedS3 server, @UniqueName String bucket) {
        try (ObjectStore store = StoreFixture.connect(server, bucket)) {
            store.put("big", utf8("123456"), TEXT);
            assertFailure(() -> store.get("big", 5), Failure.Rejected.class, "too-large");
        }
    }

    @Test
    void ofRacingWritersOneWinsAndItsBytesStand(EmbeddedS3 server, @UniqueName String bucket) {
        try (ObjectStore store = StoreFixture.connect(server, bucket)) {
            List<CompletableFuture<Boolean>> writers = IntStream.range(0, 8)
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> store.putIfAbsent("fence", utf8("writer " + i), TEXT)))
                    .toList();
            List<Integer> winners = IntStream.range(0, 8)
                    .filter(i -> writers.get(i).join())
                    .boxed()
                    .toList();

            assertThat(winners).hasSize(1);
            assertThat(store.get("fence", 100))
                    .hasValueSatisfying(data -> assertThat(data).isEqualTo(utf8("writer " + winners.get(0))));
        }
    }

    @Test
    void listsKeysByPrefixAndFoldersOneLevelDown(EmbeddedS3 server, @UniqueName String bucket) {
        try (ObjectStore store = StoreFixture.connect(server, bucket)) {
            for (String key : List.of("models/a/1/manifest.json", "models/b/2/claim.json", "models/loose", "jobs/x")) {
                store.put(key, utf8("x"), TEXT);
            }
            assertThat(store.list("models/").stream().map(StoredObject::key))
                    .containsExactly("models/a/1/manifest.json", "models/b/2/claim.json", "models/loose");
            assertThat(store.folders("models/")).containsExactly("a", "b");
            store.delete("models/loose");
            assertThat(store.head("models/loose")).isEmpty();
        }
    }

    @Test
    void downloadAppearsOnlyWithTheRightDigest(EmbeddedS3 server, @UniqueName String bucket, @TempDir Path directory)
            throws Exception {
        try (ObjectStore store = StoreFixture.connect(server, bucket)) {
            Path source = directory.resolve("source");
            Files.write(source, randomBytes(6 << 20));
            store.put("file", source, "application/octet-stream");

            Path target = directory.resolve("target");
            assertFailure(
                    () -> store.download("file", target, Sha256.of(utf8("other"))),
                    Failure.Rejected.class,
                    "digest-mismatch");
            assertThat(target).doesNotExist();

            store.download("file", target, Sha256.of(source));
            assertThat(target).hasSameBinaryContentAs(source);
        }
    }

    @Test
    void bucketIsEnsuredTwiceWithoutHarm(EmbeddedS3 server, @UniqueName String bucket) {
        try (ObjectStore store = StoreFixture.connect(server, bucket)) {
            store.put("kept", utf8("x"), TEXT);
            store.ensureBucket();
            assertThat(store.head("kept")).isPresent();
        }
    }

    @Test
    void wrongSecretIsFatal(EmbeddedS3 server, @UniqueName String bucket) {
        EmbeddedS3.Credentials forged =
                new EmbeddedS3.Credentials(server.credentials().accessKey(), "not-the-secret");
        StoreConnection connection = StoreFixture.connection(server.endpoint(), forged, bucket);
        try (ObjectStore store = ObjectStore.connect(connection, new PrometheusRegistry())) {
            assertFailure(() -> store.put("key", utf8("x"), TEXT), Failure.Fatal.class, "store-access-denied");
        }
    }

    @Test
    void storeOutOfReachIsRetryable(@UniqueName String bucket) {
        URI nobody = URI.create("http://127.0.0.1:" + FreePorts.next());
        StoreConnection connection = StoreFixture.connection(nobody, EmbeddedS3.Credentials.random(), bucket);
        try (ObjectStore store = ObjectStore.connect(connection, new PrometheusRegistry())) {
            assertFailure(() -> store.get("key", 1), Failure.Retryable.class, "store-unavailable");
        }
    }

    @Test
    void operationOutlastsAShortOutage(@TempDir Path directory, @UniqueName String bucket) {
        EmbeddedS3.Credentials credentials = EmbeddedS3.Credentials.random();
        EmbeddedS3 server = EmbeddedS3.start(directory, 0, credentials);
        URI endpoint = server.endpoint();
        StoreConnection connection = StoreFixture.connection(endpoint, credentials, bucket);
        try (ObjectStore store = ObjectStore.connect(connection, new PrometheusRegistry())) {
            store.ensureBucket();
            server.close();
            CompletableFuture<EmbeddedS3> restarted =
                    CompletableFuture.supplyAsync(() -> EmbeddedS3.start(directory, endpoint.getPort(), credentials));
            assertThat(store.putIfAbsent("key", utf8("x"), TEXT)).isTrue();
            server = restarted.join();
        } finally {
            server.close();
        }
    }

    @Test
    void connectionDoesNotPrintItsSecret() {
        EmbeddedS3.Credentials credentials = EmbeddedS3.Credentials.random();
        StoreConnection connection = StoreFixture.connection(URI.create("http://127.0.0.1:1"), credentials, "bucket");
        assertThat(connection.toString()).doesNotContain(credentials.secretKey());
    }

    private static void assertFailure(ThrowingCallable call, Class<? extends Failure> kind, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(GantryException.class, e -> {
            assertThat(e.failure()).isInstanceOf(kind);
            assertThat(e.failure().code()).isEqualTo(code);
        });
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
