package dev.gantry.serving.catalog;

import static dev.gantry.serving.catalog.CatalogFixture.await;
import static dev.gantry.serving.catalog.CatalogFixture.awaitLive;
import static dev.gantry.serving.catalog.CatalogFixture.awaitQuarantined;
import static dev.gantry.serving.catalog.CatalogFixture.lease;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.models.Alias;
import dev.gantry.contracts.models.Routing;
import dev.gantry.contracts.models.Routing.Canary;
import dev.gantry.contracts.models.RoutingChanged;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.serving.catalog.ModelStatus.VersionStatus;
import dev.gantry.serving.catalog.VersionChoice.Named;
import dev.gantry.serving.catalog.VersionChoice.Numbered;
import dev.gantry.serving.catalog.VersionChoice.Routed;
import dev.gantry.serving.live.Lease;
import dev.gantry.serving.role.GeneratorRole;
import dev.gantry.serving.session.Deadline;
import dev.gantry.serving.testing.TinyGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Who answers: champions, canaries, versions that are asked for, and what is unloaded for them. */
class VersionRoutingTest extends CatalogTest {
    private static final Duration HOURS = Duration.ofHours(1);
    private static final long PLENTY = 1 << 30;

    @Test
    void versionBeforeStaysLoadedSoThatARollBackIsAFlip() {
        publish(MODEL, 2);
        ModelCatalog catalog = start(PLENTY, HOURS);
        PublishedVersion loaded = answering(catalog);
        publish(MODEL, 2);
        catalog.hint(MODEL);
        awaitLive(catalog, MODEL, 4);
        assertThat(catalog.status(MODEL).versions())
                .containsExactly(new VersionStatus(4, ModelPhase.LIVE), new VersionStatus(2, ModelPhase.STANDBY));

        route(catalog, routing -> routing.promote(2, OptionalInt.of(4), Instant.now()));
        awaitLive(catalog, MODEL, 2);
        assertThat(catalog.status(MODEL).versions())
                .containsExactly(new VersionStatus(4, ModelPhase.STANDBY), new VersionStatus(2, ModelPhase.LIVE));
        assertThat(answering(catalog)).isSameAs(loaded);
        assertThat(version(catalog, new Named(Alias.PREVIOUS))).isEqualTo(4);
        assertThat(version(catalog, new Named(Alias.CHAMPION))).isEqualTo(2);
    }

    @Test
    void championStaysWhileNewerVersionsAppearUntilTheModelFollowsAgain() {
        publish(MODEL, 1);
        ModelCatalog catalog = start(PLENTY, HOURS);
        route(catalog, routing -> routing.promote(1, OptionalInt.of(1), Instant.now()));
        publish(MODEL, 1);
        catalog.hint(MODEL);
        await(() -> version(catalog, new Named(Alias.LATEST)) == 2);
        assertThat(catalog.status(MODEL).live()).hasValue(1);
        assertThat(catalog.status(MODEL).desired()).hasValue(1);

        route(catalog, routing -> routing.follow(Instant.now()));
        awaitLive(catalog, MODEL, 2);
    }

    @Test
    void championThatDoesNotLoadLeavesTheAnswersToWhoGivesThem() {
        publish(MODEL, 3);
        ModelCatalog catalog = start(PLENTY, HOURS);
        route(catalog, routing -> routing.promote(1, OptionalInt.of(2), Instant.now()));
        awaitLive(catalog, MODEL, 1);
        models.publish(MODEL, TinyGenerator.constant(0.5), new byte[] {1, 2, 3});
        route(catalog, routing -> routing.promote(4, OptionalInt.of(2), Instant.now()));
        awaitQuarantined(catalog, MODEL, 4);

        assertThat(catalog.status(MODEL).desired()).hasValue(4);
        assertThat(catalog.status(MODEL).live()).hasValue(1);
    }

    @Test
    void freshServerWhoseChampionDoesNotLoadFallsBackToTheOneBefore() {
        publish(MODEL, 3);
        models.publish(MODEL, TinyGenerator.constant(0.5), new byte[] {1, 2, 3});
        models.route(MODEL, routing -> routing.promote(4, OptionalInt.of(1), Instant.now()));
        ModelCatalog catalog = start(PLENTY, HOURS);

        assertThat(catalog.status(MODEL).desired()).hasValue(4);
        assertThat(catalog.status(MODEL).live()).hasValue(1);
        assertThat(catalog.status(MODEL).versions())
                .containsExactly(new VersionStatus(4, ModelPhase.QUARANTINED), new VersionStatus(1, ModelPhase.LIVE));
    }

    @Test
    void canaryAnswersTheSameSeedsUntilItIsTakenBack() {
        publish(MODEL, 2);
        ModelCatalog catalog = start(PLENTY, HOURS);
        route(catalog, routing -> routing.promote(1, OptionalInt.of(2), Instant.now())
                .withCanary(new Canary(2, 30), Instant.now()));
        await(() -> catalog.status(MODEL).live().orElse(0) == 1
                && LongStream.range(0, 100).anyMatch(seed -> version(catalog, new Routed(seed)) == 2));
        long answered = LongStream.range(0, 1000)
                .filter(seed -> version(catalog, new Routed(seed)) == 2)
                .count();
        assertThat(answered).isBetween(270L, 330L);
        assertThat(version(catalog, new Named(Alias.CANARY))).isEqualTo(2);

        route(catalog, routing -> routing.withoutCanary(Instant.now()));
        await(() -> LongStream.range(0, 100).allMatch(seed -> version(catalog, new Routed(seed)) == 1));
        assertThatThrownBy(() -> version(catalog, new Named(Alias.CANARY)))
                .hasMessage("not-found: clothes has no version canary");
    }

    @Test
    void canaryThatDoesNotLoadLeavesEverythingToThePrimary() {
        publish(MODEL, 1);
        models.publish(MODEL, TinyGenerator.constant(0.5), new byte[] {1, 2, 3});
        publish(MODEL, 1);
        ModelCatalog catalog = start(PLENTY, HOURS);
        route(catalog, routing -> routing.withCanary(new Canary(2, 50), Instant.now()));
        CatalogFixture.awaitQuarantined(catalog, MODEL, 2);
        assertThat(LongStream.range(0, 100).map(seed -> version(catalog, new Routed(seed))))
                .containsOnly(3L);
    }

    @Test
    void versionThatIsAskedForIsLoadedAndTheOneUnusedForLongestMakesRoom() {
        publish(MODEL, 3);
        ModelCatalog catalog = start(PLENTY, HOURS);
        assertThat(version(catalog, new Numbered(1))).isEqualTo(1);
        assertThat(version(catalog, new Numbered(2))).isEqualTo(2);
        awaitLive(catalog, MODEL, 3);
        assertThat(catalog.status(MODEL).versions())
                .containsExactly(new VersionStatus(3, ModelPhase.LIVE), new VersionStatus(2, ModelPhase.STANDBY));
    }

    @Test
    void versionThatCannotBeHadSaysWhy() {
        publish(MODEL, 1);
        models.publish(MODEL, TinyGenerator.constant(0.5), new byte[] {1, 2, 3});
        publish(MODEL, 1);
        ModelCatalog catalog = start(PLENTY, HOURS);
        assertThatThrownBy(() -> version(catalog, new Numbered(2)))
                .hasMessageStartingWith("conflict: version 2 of clothes cannot be loaded: unloadable-model: clothes-2");
        assertThatThrownBy(() -> version(catalog, new Numbered(9)))
                .hasMessage("not-found: version 9 of clothes does not exist");
        assertThatThrownBy(() -> version(catalog, new Named(Alias.BEST)))
                .hasMessage("not-found: clothes has no version best");
        assertThat(catalog.status(MODEL).live()).hasValue(3);
    }

    @Test
    void versionThatDoesNotFitBesideThoseInUseIsRefused() {
        publish(MODEL, 2);
        ModelCatalog catalog = start(fixture.footprint(), HOURS);
        assertThatThrownBy(() -> version(catalog, new Numbered(1)))
                .hasMessageStartingWith("insufficient-memory: version 1 of clothes cannot be loaded")
                .hasMessageContaining("are taken by versions that are in use");
        assertThat(version(catalog, new Routed(0))).isEqualTo(2);
    }

    @Test
    void idleModelMakesRoomForOneThatIsUsedAndComesBackWhenItIsAskedFor() {
        publish(MODEL, 1);
        publish("other", 1);
        ModelCatalog catalog = start(fixture.footprint(), Duration.ZERO);
        assertThat(catalog.models())
                .filteredOn(status -> status.live().isPresent())
                .hasSize(1);

        assertThat(version(catalog, new Routed(0))).isEqualTo(1);
        assertThat(catalog.status("other").phase()).isEqualTo(ModelPhase.UNLOADED);
        try (Lease lease = catalog.lease("other", new Routed(0), deadline())) {
            assertThat(lease.version().manifest().model()).isEqualTo("other");
        }
        assertThat(catalog.status(MODEL).phase()).isEqualTo(ModelPhase.UNLOADED);
    }

    @Test
    void versionThatCanNeverFitPushesNothingOut() {
        publish(MODEL, 2);
        publish("other", 1);
        ModelCatalog catalog = start(3 * fixture.footprint(), Duration.ZERO);
        assertThat(version(catalog, new Numbered(1))).isEqualTo(1);
        models.publish("large", TinyGenerator.constant(0.25), new byte[(int) (2 * fixture.footprint())]);
        catalog.hint("large");

        assertThat(awaitQuarantined(catalog, "large", 1).reason().code()).isEqualTo("insufficient-memory");
        assertThat(catalog.status(MODEL).versions())
                .containsExactly(new VersionStatus(2, ModelPhase.LIVE), new VersionStatus(1, ModelPhase.STANDBY));
        assertThat(catalog.status("other").live()).hasValue(1);
    }

    @Test
    void modelWhoseCanaryIsUsedIsNotIdle() throws InterruptedException {
        publish(MODEL, 2);
        publish("other", 1);
        ModelCatalog catalog = start(3 * fixture.footprint(), Duration.ofMillis(500));
        route(catalog, routing -> routing.promote(1, OptionalInt.of(2), Instant.now())
                .withCanary(new Canary(2, 100), Instant.now()));
        await(() -> version(catalog, new Routed(0)) == 2);
        Thread.sleep(600);
        assertThat(version(catalog, new Routed(0))).isEqualTo(2);
        publish("another", 1);
        catalog.hint("another");
        awaitLive(catalog, "another", 1);

        assertThat(catalog.status(MODEL).live()).hasValue(1);
        assertThat(catalog.status("other").phase()).isEqualTo(ModelPhase.UNLOADED);
    }

    @Test
    void versionThatIsNotAcceptedPushesNothingOut() {
        publish(MODEL, 1);
        ModelCatalog catalog = start(fixture.footprint(), Duration.ZERO);
        models.publish("foreign", TinyGenerator.constant(0.25), SigningKey.generate());
        models.publish("huge", TinyGenerator.constant(0.25), new byte[CatalogFixture.MAX_FILE_BYTES + 1]);
        catalog.hint("foreign");
        catalog.hint("huge");

        assertThat(awaitQuarantined(catalog, "foreign", 1).reason().code()).isEqualTo("untrusted-key");
        assertThat(awaitQuarantined(catalog, "huge", 1).reason().code()).isEqualTo("too-large");
        assertThat(catalog.status(MODEL).live()).hasValue(1);
    }

    @Test
    void unloadedModelStaysSoUntilItIsLoaded() {
        publish(MODEL, 1);
        ModelCatalog catalog = start(PLENTY, HOURS);
        catalog.unload(MODEL);
        await(() -> catalog.status(MODEL).live().isEmpty());
        assertThat(catalog.status(MODEL).phase()).isEqualTo(ModelPhase.UNLOADED);
        assertThat(fixture.versions(ModelPhase.UNLOADED)).isEqualTo(1);
        publish(MODEL, 1);
        catalog.hint(MODEL);
        assertThatThrownBy(() -> version(catalog, new Routed(0)))
                .hasMessage("model-not-ready: clothes was unloaded: it answers once it is loaded again");

        catalog.load(MODEL, deadline());
        assertThat(version(catalog, new Routed(0))).isEqualTo(2);
    }

    private ModelCatalog start(long budget, Duration idle) {
        return fixture.start(new GeneratorRole(), HOURS, new MemorySettings(budget, idle, 1));
    }

    private void publish(String model, int versions) {
        for (int i = 0; i < versions; i++) {
            models.publish(model, TinyGenerator.constant(0.25));
        }
    }

    private void route(ModelCatalog catalog, UnaryOperator<Routing> change) {
        models.route(MODEL, change);
        catalog.hint(RoutingChanged.key(MODEL));
    }

    private static PublishedVersion answering(ModelCatalog catalog) {
        try (Lease lease = lease(catalog, MODEL)) {
            return lease.version();
        }
    }

    private static int version(ModelCatalog catalog, VersionChoice choice) {
        try (Lease lease = catalog.lease(MODEL, choice, deadline())) {
            return lease.version().manifest().version();
        }
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofSeconds(30));
    }
}
