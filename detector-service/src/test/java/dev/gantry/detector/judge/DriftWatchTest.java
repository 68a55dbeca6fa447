package dev.gantry.detector.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.imaging.Picture;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DriftWatchTest {
    private static final CardReader CARD = new CardReader(Cards.ofPlainReals());
    private static final Picture PICTURE = new Picture(1, 28, 28, new byte[28 * 28]);
    private static final double LIKE_NO_REAL = 200;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final DriftWatch watch = new DriftWatch(1000, registry);
    private final Logger logger = Logger.getLogger(DriftWatch.class.getName());
    private final List<String> told = new ArrayList<>();
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord message) {
            told.add(String.valueOf(message.getMessage()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(ear);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(ear);
    }

    @Test
    void fewScoresSayNothing() {
        see(499, LIKE_NO_REAL, "1", true);

        assertThat(index()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void aShiftIsMeasuredAndToldOnce() {
        see(700, LIKE_NO_REAL, "1", true);

        assertThat(index().orElseThrow()).isGreaterThan(DriftWatch.LARGE);
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).contains("event=score-drift");
    }

    @Test
    void itIsToldAgainAfterItHadSettled() {
        see(1000, LIKE_NO_REAL, "1", true);
        for (int i = 0; i < 1000; i++) {
            see(1, i / 10.0, "1", true);
        }
        assertThat(index().orElseThrow()).isLessThan(0.01);

        see(1000, LIKE_NO_REAL, "1", true);

        assertThat(told).hasSize(2);
    }

    @Test
    void anotherVersionBeginsAnew() {
        see(700, LIKE_NO_REAL, "1", true);

        see(1, LIKE_NO_REAL, "2", true);

        assertThat(index()).isEmpty();
    }

    @Test
    void picturesThatTheDetectorDoesNotKnowAreLeftOut() {
        see(700, LIKE_NO_REAL, "1", false);

        assertThat(index()).isEmpty();
    }

    @Test
    void kindsOfPicturesThatTheCardDoesNotTellOfAreLeftOut() {
        see(700, LIKE_NO_REAL, "1", true, "jpeg");

        assertThat(index()).isEmpty();
    }

    private void see(int times, double score, String manifest, boolean covered) {
        see(times, score, manifest, covered, "png");
    }

    private void see(int times, double score, String manifest, boolean covered, String format) {
        Panel panel = new Panel(0.01, List.of(new Look("clothes", 3, List.of(), score, CARD, covered, "0", manifest)));
        for (int i = 0; i < times; i++) {
            watch.observe(panel, new Evidence("0", format, PICTURE));
        }
    }

    private OptionalDouble index() {
        return registry.scrape().stream()
                .filter(GaugeSnapshot.class::isInstance)
                .map(GaugeSnapshot.class::cast)
                .flatMap(gauge -> gauge.getDataPoints().stream())
                .mapToDouble(GaugeSnapshot.GaugeDataPointSnapshot::getValue)
                .findFirst();
    }
}
