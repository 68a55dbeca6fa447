package dev.gantry.serving.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.Sha256;
import dev.gantry.platform.store.StoreConnection;
import dev.gantry.serving.session.BatchBuckets;
import dev.gantry.serving.session.Device;
import dev.gantry.serving.session.SessionSettings;
import dev.gantry.testkit.EmbeddedS3;
import dev.gantry.testkit.UniqueName;
import dev.gantry.testkit.WithObjectStore;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithObjectStore
class ModelCacheTest {
    private static final String MODEL = "clothes";
    private static final int KIB = 1024;

    @TempDir
    private Path folder;

    private ObjectStore store;
    private ModelCache cache;

    @BeforeEach
    void connect(EmbeddedS3 server, @UniqueName String bucket) {
        store = ObjectStore.connect(
                new StoreConnection(
                        server.endpoint(),
                        server.credentials().accessKey(),
                        server.credentials().secretKey(),
                        bucket,
                        "us-east-1"),
                new PrometheusRegistry());
        store.ensureBucket();
        CatalogSettings settings = new CatalogSettings(
                folder,
                2 * KIB,
                KIB,
                Duration.ofHours(1),
                new Backoff(Duration.ZERO, Duration.ZERO),
                new MemorySettings(1, Duration.ZERO, 0),
                new SessionSettings(new Device.Cpu(), 2, BatchBuckets.of(List.of(1)), 1, Duration.ZERO, 1));
        // Ahead of the machine's clock, so that what was read is newer than what was only downloaded.
        Clock clock = Clock.fixed(Instant.now().plusSeconds(60), ZoneOffset.UTC);
        cache = new ModelCache(store, new ModelStore(store, clock), settings, clock);
    }

    @AfterEach
    void disconnect() {
        store.close();
    }

    @Test
    void fileIsDownloadedOnce() {
        StoredFile file = stored("a", KIB);
        cache.download(MODEL, 1, file);
        store.delete(StoreKeys.version(MODEL, 1) + "a");
        cache.download(MODEL, 1, file);
        assertThat(Sha256.of(cache.read(file))).isEqualTo(file.sha256());
    }

    @Test
    void fileThatChangedOnDiskIsNotUsedAndDownloadedAgain() throws IOException {
        StoredFile file = stored("a", KIB);
        cache.download(MODEL, 1, file);
        Path cached = folder.resolve(file.sha256() + ".onnx");
        Files.write(cached, new byte[KIB]);
        assertThatThrownBy(() -> cache.read(file))
                .hasMessage("digest-mismatch: the cached a was changed on this machine");

        Files.write(cached, new byte[KIB]);
        cache.download(MODEL, 1, file);
        assertThat(Sha256.of(cache.read(file))).isEqualTo(file.sha256());
    }

    @Test
    void filesUnusedForLongestMakeRoom() throws IOException {
        StoredFile used = stored("used", KIB);
        StoredFile unused = stored("unused", KIB);
        StoredFile next = stored("next", KIB);
        cache.download(MODEL, 1, used);
        cache.download(MODEL, 1, unused);
        cache.read(used);
        cache.download(MODEL, 1, next);

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(used.sha256() + ".onnx", next.sha256() + ".onnx");
        }
    }

    private StoredFile stored(String name, int size) {
        byte[] data = new byte[size];
        data[0] = (byte) name.hashCode();
        store.put(StoreKeys.version(MODEL, 1) + name, data, "application/octet-stream");
        return new StoredFile(name, size, Sha256.of(data));
    }
}
