package dev.gantry.platform.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.models.Alias;
import dev.gantry.contracts.models.Routing;
import dev.gantry.contracts.models.Routing.Canary;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.StoreFixture;
import dev.gantry.testkit.EmbeddedS3;
import dev.gantry.testkit.UniqueName;
import dev.gantry.testkit.WithObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithObjectStore
class RoutingsTest {
    private static final String MODEL = "clothes";

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
    void nothingIsDecidedAtFirst() {
        assertThat(models.aliases(MODEL)).isEqualTo(Aliases.NONE);
    }

    @Test
    void decisionsAreKeptOneAfterTheOther() {
        models.route(MODEL, routing -> routing.promote(2, OptionalInt.of(3), Instant.EPOCH));
        Routing last = models.route(MODEL, routing -> routing.withCanary(new Canary(4, 5), Instant.EPOCH));

        assertThat(models.aliases(MODEL).routing()).isEqualTo(last);
        assertThat(last.champion()).hasValue(2);
        assertThat(store.list(StoreKeys.routings(MODEL))).hasSize(2);
    }

    @Test
    void decisionsThatAreTakenAtOnceAreTakenOnTopOfEachOther() {
        int operators = 4;
        CompletableFuture.allOf(IntStream.range(0, operators)
                        .mapToObj(operator -> CompletableFuture.runAsync(() -> models.route(
                                MODEL,
                                routing -> routing.promote(
                                        routing.champion().orElse(0) + 1, routing.champion(), Instant.EPOCH))))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(models.aliases(MODEL).routing().champion()).hasValue(operators);
        assertThat(store.list(StoreKeys.routings(MODEL))).hasSize(operators);
    }

    @Test
    void whoIsAlwaysOvertakenIsToldSo() {
        AtomicInteger decided = new AtomicInteger();
        assertThatThrownBy(() -> models.route(MODEL, routing -> {
                    store.put(
                            StoreKeys.routing(MODEL, decided.incrementAndGet()),
                            "{\"updatedAt\": \"1970-01-01T00:00:00Z\"}".getBytes(StandardCharsets.UTF_8),
                            "application/json");
                    return routing;
                }))
                .hasMessage("routing-contended: others keep changing which versions of clothes answer");
        assertThat(decided).hasValue(10);
    }

    @Test
    void aliasesTellWhereTheyPoint() {
        models.route(MODEL, routing -> routing.promote(2, OptionalInt.of(1), Instant.EPOCH));
        Aliases aliases = models.aliases(MODEL);
        assertThat(aliases.wanted()).hasValue(2);
        assertThat(aliases.version(Alias.PREVIOUS)).hasValue(1);
        assertThat(aliases.version(Alias.CANARY)).isEmpty();
    }
}
