package dev.gantry.platform.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.StoreFixture;
import dev.gantry.testkit.EmbeddedS3;
import dev.gantry.testkit.UniqueName;
import dev.gantry.testkit.WithObjectStore;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithObjectStore
class BestVersionTest {
    private static final String MODEL = "clothes";
    private static final String SPACE = "classifier-64:0123456789ab";

    private ObjectStore store;
    private ModelStore models;

    @BeforeEach
    void connect(EmbeddedS3 server, @UniqueName String bucket) {
        store = StoreFixture.connect(server, bucket);
        models = new ModelStore(store, Clock.systemUTC());
    }

    @AfterEach
    void disconnect() {
        store.close();
    }

    @Test
    void noVersionIsBestBeforeOneWasMeasured() {
        assertThat(models.alias(MODEL, ModelStore.BEST)).isEmpty();

        models.measured(MODEL, 1, new Measurement(SPACE, Map.of("kid", 0.1)));

        assertThat(models.alias(MODEL, ModelStore.BEST))
                .as("measured, but not by a Fréchet distance")
                .isEmpty();
    }

    @Test
    void theLeastDistanceIsBestWhenever() {
        measured(1, SPACE, 9);
        assertThat(models.alias(MODEL, ModelStore.BEST)).contains(1);
        measured(2, SPACE, 4);
        assertThat(models.alias(MODEL, ModelStore.BEST)).contains(2);
        measured(4, SPACE, 5);
        assertThat(models.alias(MODEL, ModelStore.BEST)).contains(2);
        measured(3, SPACE, 3);

        assertThat(models.alias(MODEL, ModelStore.BEST)).contains(3);
    }

    @Test
    void whatWasMeasuredFirstOfAVersionStays() {
        measured(1, SPACE, 5);
        measured(2, SPACE, 6);
        measured(2, SPACE, 1);

        assertThat(models.alias(MODEL, ModelStore.BEST)).contains(1);
    }

    @Test
    void onlyVersionsUnderTheNewestYardstickAreCompared() {
        measured(1, SPACE, 1);
        measured(2, "classifier-64:of other data", 7);
        measured(3, "classifier-64:of other data", 8);

        assertThat(models.alias(MODEL, ModelStore.BEST)).contains(2);
    }

    @Test
    void objectsOfOthersAreLeftAlone() {
        store.put("models/clothes/measurements/1.json-being-written", new byte[] {'?'}, "text/plain");
        store.put("models/clothes/notes/manifest.json", new byte[] {'?'}, "text/plain");
        measured(2, SPACE, 4);

        assertThat(models.alias(MODEL, ModelStore.BEST)).contains(2);
        assertThat(models.versions(MODEL)).isEmpty();
    }

    @Test
    void publishersAtTheSameTimeLeaveTheBest() {
        CompletableFuture.allOf(IntStream.rangeClosed(1, 8)
                        .mapToObj(version -> CompletableFuture.runAsync(() -> new ModelStore(store, Clock.systemUTC())
                                .measured(MODEL, version, measurement(SPACE, Math.abs(version - 5)))))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(models.alias(MODEL, ModelStore.BEST)).contains(5);
    }

    private void measured(int version, String features, double frechet) {
        models.measured(MODEL, version, measurement(features, frechet));
    }

    private static Measurement measurement(String features, double frechet) {
        return new Measurement(features, Map.of("frechet", frechet, "rows", 1000.0));
    }
}
