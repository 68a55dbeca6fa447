package dev.gantry.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.engine.data.DataEntry;
import dev.gantry.engine.data.DataSource;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.StoreConnection;
import dev.gantry.testkit.EmbeddedS3;
import dev.gantry.testkit.UniqueName;
import dev.gantry.testkit.WithObjectStore;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithObjectStore
class DataLocatorTest {
    private ObjectStore store;
    private Path root;
    private DataLocator locator;

    @BeforeEach
    void connect(EmbeddedS3 server, @TempDir Path directory) throws IOException {
        EmbeddedS3.Credentials credentials = server.credentials();
        store = ObjectStore.connect(
                new StoreConnection(
                        server.endpoint(), credentials.accessKey(), credentials.secretKey(), "gantry", "us-east-1"),
                new PrometheusRegistry());
        store.ensureBucket();
        root = Files.createDirectory(directory.resolve("root"));
        locator = new DataLocator(store, () -> Optional.of(root));
    }

    @AfterEach
    void disconnect() {
        store.close();
    }

    @Test
    void readsFilesBelowTheRoot() throws IOException {
        Files.writeString(Files.createDirectory(root.resolve("cats")).resolve("one.txt"), "cat");
        assertThat(contents(locator.locate("file:cats"))).containsExactly("one.txt=cat");
    }

    @Test
    void readsObjectsBelowAPrefixButNotItsNamesakes(@UniqueName String dataset) throws IOException {
        put("data/" + dataset + "/a/one.txt", "1");
        put("data/" + dataset + "/two.txt", "2");
        put("data/" + dataset + "-other/three.txt", "3");
        assertThat(contents(locator.locate("s3://gantry/data/" + dataset + "/")))
                .containsExactly("a/one.txt=1", "two.txt=2");
    }

    @Test
    void readsASingleObject(@UniqueName String dataset) throws IOException {
        put("data/" + dataset + ".zip", "archive");
        assertThat(contents(locator.locate("s3://gantry/data/" + dataset + ".zip")))
                .containsExactly(dataset + ".zip=archive");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:../outside",
                "file:cats/../../outside",
                "file:./cats/..",
                "s3://gantry/data/../jobs/secret",
                "s3://gantry/data/",
                "s3://gantry/models/cats",
                "s3://another/data/cats"
            })
    void refusesWhatLeadsElsewhere(String uri) {
        assertRefused(locator, uri);
    }

    @Test
    void refusesALinkThatLeadsOutOfTheRoot(@TempDir Path elsewhere) throws IOException {
        Files.createSymbolicLink(root.resolve("link"), elsewhere);
        assertRefused(locator, "file:link");
    }

    @Test
    void refusesFilesWhereThereIsNoRoot() {
        assertRefused(new DataLocator(store, Optional::empty), "file:cats");
    }

    private static void assertRefused(DataLocator locator, String uri) {
        assertThatThrownBy(() -> locator.locate(uri))
                .isInstanceOfSatisfying(GantryException.class, e -> assertThat(e.failure())
                        .isInstanceOfSatisfying(Failure.Rejected.class, rejected -> assertThat(
                                        rejected.violations().get(0).field())
                                .isEqualTo("data.uri")));
    }

    private void put(String key, String text) {
        store.put(key, text.getBytes(StandardCharsets.UTF_8), "text/plain");
    }

    private static List<String> contents(DataSource source) throws IOException {
        List<String> contents = new ArrayList<>();
        for (DataEntry entry : source.entries()) {
            try (InputStream in = source.open(entry)) {
                contents.add(entry.name() + "=" + new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return contents;
    }
}
