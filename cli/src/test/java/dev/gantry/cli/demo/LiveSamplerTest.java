package dev.gantry.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.cli.client.TestGateway;
import dev.gantry.cli.console.CliException;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveSamplerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Picture PICTURE = new Picture(1, 1, 1, new byte[] {9});

    private final TestGateway gateway = new TestGateway();
    private final List<String> notes = new CopyOnWriteArrayList<>();

    LiveSamplerTest() throws Exception {}

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void everyServedVersionIsKeptOnce() throws Exception {
        gateway.answer(404, "{}")
                .answer(200, samples(1))
                .answer(200, samples(1))
                .answer(200, samples(3));

        try (LiveSampler sampler = start()) {
            sampler.awaitVersion(3, LIMIT);
            LiveSampler.Observation seen = sampler.stop();

            assertThat(seen.byVersion()).containsOnlyKeys(1, 3).containsEntry(3, List.of(PICTURE));
            assertThat(seen.requests()).isGreaterThanOrEqualTo(3);
        }
        assertThat(notes).containsExactly("  version 1 of m is served", "  version 3 of m is served");
    }

    @Test
    void aRequestThatFailsWhileVersionsSwapIsNotForgiven() throws Exception {
        gateway.answer(200, samples(1)).answer(503, "{\"detail\":\"draining\"}").answer(200, samples(2));

        try (LiveSampler sampler = start()) {
            sampler.awaitVersion(2, LIMIT);

            assertThatThrownBy(sampler::stop).isInstanceOf(CliException.class).hasMessageContaining("draining");
        }
    }

    @Test
    void aVersionThatNeverComesIsTold() throws Exception {
        gateway.answer(200, samples(1));

        try (LiveSampler sampler = start()) {
            assertThatThrownBy(() -> sampler.awaitVersion(2, Duration.ofMillis(100)))
                    .isInstanceOf(CliException.class)
                    .hasMessageContaining("version 2 of m is not served");
        }
    }

    private LiveSampler start() {
        LiveSampler sampler = new LiveSampler(gateway.client(), "m", 1, 7, notes::add);
        sampler.start();
        return sampler;
    }

    private static String samples(int version) {
        return "{\"model\":\"m\",\"version\":" + version + ",\"seed\":7,\"samples\":[\""
                + Base64.getEncoder().encodeToString(PictureEncoder.png(PICTURE)) + "\"]}";
    }
}
