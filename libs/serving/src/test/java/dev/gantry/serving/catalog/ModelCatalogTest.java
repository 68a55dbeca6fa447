package dev.gantry.serving.catalog;

import static dev.gantry.serving.catalog.CatalogFixture.await;
import static dev.gantry.serving.catalog.CatalogFixture.awaitLive;
import static dev.gantry.serving.catalog.CatalogFixture.awaitQuarantined;
import static dev.gantry.serving.catalog.CatalogFixture.lease;
import static dev.gantry.serving.catalog.CatalogFixture.pixel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Probe;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.serving.catalog.ModelStatus.VersionStatus;
import dev.gantry.serving.live.Lease;
import dev.gantry.serving.role.DetectorRole;
import dev.gantry.serving.role.GeneratorRole;
import dev.gantry.serving.testing.TestModels;
import dev.gantry.serving.testing.TinyDetector;
import dev.gantry.serving.testing.TinyGenerator;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelCatalogTest extends CatalogTest {
    private static final TinyGenerator GENERATOR = new TinyGenerator(0.3f, 0.1f);

    @Test
    void newestVersionIsLiveOnceTheCatalogHasCaughtUp() {
        publish(0.25);
        publish(0.5);
        ModelCatalog catalog = fixture.start(new GeneratorRole());

        assertThat(pixel(catalog, MODEL)).isCloseTo(0.5f, within(1e-5f));
        ModelStatus status = catalog.status(MODEL);
        assertThat(status.live()).hasValue(2);
        assertThat(status.desired()).hasValue(2);
        assertThat(status.versions()).containsExactly(new VersionStatus(2, ModelPhase.LIVE));
    }

    @Test
    void hintedVersionReplacesTheLiveOneWhichDrainsUntilItsLeaseEnds() {
        publish(0.25);
        ModelCatalog catalog = fixture.start(new GeneratorRole());
        try (Lease lease = lease(catalog, MODEL)) {
            publish(0.5);
            catalog.hint(MODEL);
            await(() -> catalog.status(MODEL).live().orElse(0) == 2);
            assertThat(lease.version().manifest().version()).isEqualTo(1);
            assertThat(catalog.status(MODEL).versions())
                    .containsExactly(new VersionStatus(2, ModelPhase.LIVE), new VersionStatus(1, ModelPhase.DRAINING));
        }
        awaitLive(catalog, MODEL, 2);
        assertThat(pixel(catalog, MODEL)).isCloseTo(0.5f, within(1e-5f));
    }

    @Test
    void hintsAboutWhatIsKnownDoNothing() {
        publish(0.25);
        ModelCatalog catalog = fixture.start(new GeneratorRole());
        for (int i = 0; i < 20; i++) {
            catalog.hint(MODEL);
            catalog.hint("unheard-of");
        }
        publish(0.5);
        catalog.hint(MODEL);
        awaitLive(catalog, MODEL, 2);

        assertThat(fixture.swaps("live", "live")).isEqualTo(2);
        assertThat(catalog.models()).extracting(ModelStatus::model).containsExactly(MODEL);
    }

    @Test
    void versionThatNoEventToldOfIsFound() {
        ModelCatalog catalog = fixture.start(new GeneratorRole(), Duration.ofMillis(50));
        publish(0.25);
        awaitLive(catalog, MODEL, 1);
        publish(0.5);
        awaitLive(catalog, MODEL, 2);
    }

    static Stream<Arguments> spoiledVersions() {
        return Stream.of(
                spoiled("size-mismatch", "downloading", stored(bytes -> Arrays.copyOf(bytes, bytes.length / 2))),
                spoiled("digest-mismatch", "downloading", stored(bytes -> {
                    bytes[bytes.length / 2] ^= 1;
                    return bytes;
                })),
                spoiled("missing-file", "downloading", models -> {
                    models.deleteGenerator(models.publish(MODEL, GENERATOR));
                }),
                spoiled(
                        "unloadable-model",
                        "loading",
                        models -> models.publish(MODEL, GENERATOR, new byte[] {1, 2, 3})),
                spoiled("not-finite", "warming", models -> models.publish(MODEL, GENERATOR, nan())),
                spoiled(
                        "signature-mismatch",
                        "loading",
                        models -> models.publish(MODEL, GENERATOR, new TinyDetector(1).onnx())),
                spoiled(
                        "too-large",
                        "verifying",
                        models -> models.publish(MODEL, GENERATOR, new byte[CatalogFixture.MAX_FILE_BYTES + 1])),
                spoiled(
                        "untrusted-key",
                        "verifying",
                        models -> models.publish(MODEL, GENERATOR, SigningKey.generate())),
                spoiled("wrong-manifest", "verifying", manifest(m -> withSchema(m, "gantry.manifest/2"))),
                spoiled("probe-mismatch", "warming", manifest(m -> withProbe(m, new Probe(7, 5, 0.9, 0.1, 1e-3)))),
                spoiled("probe-mismatch", "warming", manifest(m -> withProbe(m, new Probe(7, 1 << 30, 0, 0, 1)))));
    }

    @ParameterizedTest
    @MethodSource
    void spoiledVersions(String reason, String phase, Consumer<TestModels> publisher) {
        publish(0.25);
        ModelCatalog catalog = fixture.start(new GeneratorRole());
        publisher.accept(models);
        catalog.hint(MODEL);

        Quarantined quarantined = awaitQuarantined(catalog, MODEL, 2);
        assertThat(quarantined.reason().code()).isEqualTo(reason);
        ModelStatus status = catalog.status(MODEL);
        assertThat(status.desired()).hasValue(2);
        assertThat(status.live()).hasValue(1);
        assertThat(pixel(catalog, MODEL)).isCloseTo(0.25f, within(1e-5f));
        assertThat(fixture.swaps(reason, phase)).isPositive();
        await(() -> fixture.gauge("quarantined_versions") == 1);
        assertThat(fixture.gauge("live_version")).isEqualTo(1);
        await(() -> fixture.versions(ModelPhase.QUARANTINED) == 1);
        assertThat(fixture.versions(ModelPhase.LIVE)).isEqualTo(1);
        assertThat(fixture.gauge("desired_version")).isEqualTo(2);

        publish(0.5);
        catalog.hint(MODEL);
        awaitLive(catalog, MODEL, 3);
    }

    @Test
    void repairedVersionGoesLiveByItself() {
        publish(0.25);
        ModelCatalog catalog = fixture.start(new GeneratorRole());
        PublishedVersion second = models.publish(MODEL, GENERATOR);
        byte[] intact = models.overwriteGenerator(second, bytes -> new byte[bytes.length]);
        catalog.hint(MODEL);
        assertThat(awaitQuarantined(catalog, MODEL, 2).reason().code()).isEqualTo("digest-mismatch");

        models.overwriteGenerator(second, bytes -> intact);
        awaitLive(catalog, MODEL, 2);
        assertThat(catalog.status(MODEL).quarantined()).isEmpty();
    }

    @Test
    void clockThatIsSetBackDelaysNeitherSweepsNorRetries() {
        publish(0.25);
        ModelCatalog catalog = fixture.start(new GeneratorRole(), Duration.ofMillis(50));
        PublishedVersion second = models.publish(MODEL, GENERATOR);
        byte[] intact = models.overwriteGenerator(second, bytes -> new byte[bytes.length]);
        awaitQuarantined(catalog, MODEL, 2);

        fixture.clock.step(Duration.ofDays(-1));
        models.overwriteGenerator(second, bytes -> intact);
        awaitLive(catalog, MODEL, 2);
        publish(0.5);
        awaitLive(catalog, MODEL, 3);
    }

    @Test
    void freshServerFallsBackToTheNewestVersionThatLoads() {
        publish(0.25);
        publish(0.5);
        models.publish(MODEL, GENERATOR, new byte[] {1, 2, 3});
        ModelCatalog catalog = fixture.start(new GeneratorRole());

        ModelStatus status = catalog.status(MODEL);
        assertThat(status.live()).hasValue(2);
        assertThat(status.desired()).hasValue(3);
        assertThat(status.versions())
                .containsExactly(new VersionStatus(3, ModelPhase.QUARANTINED), new VersionStatus(2, ModelPhase.LIVE));
    }

    @Test
    void detectorOfTheNewestVersionThatHasOneIsServed() {
        publish(0.25);
        ModelCatalog catalog = fixture.start(new DetectorRole());
        assertThat(catalog.models()).isEmpty();
        assertThatThrownBy(() -> lease(catalog, MODEL)).hasMessage("not-found: the model clothes has no detector");
        assertThatThrownBy(() -> lease(catalog, "nobody")).hasMessage("not-found: no model is named nobody");

        models.publish(MODEL, GENERATOR, new TinyDetector(2));
        catalog.hint(MODEL);
        awaitLive(catalog, MODEL, 2);
        publish(0.5);
        catalog.hint(MODEL);
        publish("other", 0.5);
        models.publish("other", GENERATOR, new TinyDetector(3));
        catalog.hint("other");
        awaitLive(catalog, "other", 2);

        assertThat(catalog.status(MODEL).desired()).hasValue(2);
        assertThat(catalog.status(MODEL).live()).hasValue(2);
    }

    @Test
    void modelWithoutAnyUsableVersionSaysWhy() {
        models.publish(MODEL, GENERATOR, new byte[] {1, 2, 3});
        ModelCatalog catalog = fixture.start(new GeneratorRole());
        assertThatThrownBy(() -> lease(catalog, MODEL))
                .hasMessageStartingWith("model-not-ready: clothes has no live version: version 1 failed: clothes-1");
    }

    @Test
    void closingWaitsForLeasesToEnd() throws Exception {
        publish(0.25);
        ModelCatalog catalog = fixture.start(new GeneratorRole());
        Lease lease = lease(catalog, MODEL);
        Thread closing = new Thread(catalog::close);
        closing.start();
        await(() -> catalog.status(MODEL).live().isEmpty());
        assertThat(closing.isAlive()).isTrue();
        lease.close();
        closing.join(30_000);
        assertThat(closing.isAlive()).isFalse();
    }

    private void publish(double pixel) {
        publish(MODEL, pixel);
    }

    private void publish(String model, double pixel) {
        models.publish(model, TinyGenerator.constant(pixel));
    }

    private static Arguments spoiled(String reason, String phase, Consumer<TestModels> publisher) {
        return Arguments.of(reason, phase, publisher);
    }

    private static Consumer<TestModels> stored(UnaryOperator<byte[]> change) {
        return models -> models.overwriteGenerator(models.publish(MODEL, GENERATOR), change);
    }

    private static Consumer<TestModels> manifest(UnaryOperator<Manifest> change) {
        return models -> models.publish(MODEL, GENERATOR, change);
    }

    private static byte[] nan() {
        return new TinyGenerator(Float.NaN, 0).onnx();
    }

    private static Manifest withSchema(Manifest m, String schema) {
        return changed(m, schema, m.probe());
    }

    private static Manifest withProbe(Manifest m, Probe probe) {
        return changed(m, m.schema(), Optional.of(probe));
    }

    private static Manifest changed(Manifest m, String schema, Optional<Probe> probe) {
        return new Manifest(
                schema,
                m.model(),
                m.version(),
                m.jobId(),
                m.step(),
                m.createdAt(),
                m.family(),
                m.sample(),
                m.latent(),
                m.networks(),
                m.files(),
                probe,
                m.detector(),
                m.metrics(),
                m.provenance());
    }
}
