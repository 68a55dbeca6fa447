package dev.gantry.detector.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.detection.Verdict.Abstention;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DriftWatchTest {
    private static final CardReader CARD = new CardReader(Cards.ofPlainReals());
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
        see(499, LIKE_NO_REAL, "1");

        assertThat(index()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void aShiftIsMeasuredAndToldOnce() {
        see(700, LIKE_NO_REAL, "1");

        assertThat(index().orElseThrow()).isGreaterThan(DriftWatch.LARGE);
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).contains("event=score-drift");
    }

    @Test
    void itIsToldAgainAfterItHadSettled() {
        see(1000, LIKE_NO_REAL, "1");
        for (int i = 0; i < 1000; i++) {
            see(1, i / 10.0, "1");
        }
        assertThat(index().orElseThrow()).isLessThan(0.01);

        see(1000, LIKE_NO_REAL, "1");

        assertThat(told).hasSize(2);
    }

    @Test
    void anotherVersionBeginsAnew() {
        see(700, LIKE_NO_REAL, "1");

        see(1, LIKE_NO_REAL, "2");

        assertThat(index()).isEmpty();
    }

    @Test
    void picturesThatTheDetectorDoesNotKnowAreLeftOut() {
        see(700, LIKE_NO_REAL, "1", Stratum.PLAIN, Optional.of(Abstention.UNKNOWN_SIZE));

        assertThat(index()).isEmpty();
    }

    @Test
    void kindsOfPicturesThatTheCardDoesNotTellOfAreLeftOut() {
        see(700, LIKE_NO_REAL, "1", Stratum.JPEG, Optional.empty());

        assertThat(index(Stratum.JPEG)).isEmpty();
    }

    @Test
    void kindsOfPicturesAreComparedWithTheirOwn() {
        List<Double> low =
                IntStream.rangeClosed(0, 100).mapToObj(i -> (double) i).toList();
        List<Double> high = low.stream().map(score -> score + LIKE_NO_REAL).toList();
        CardReader card = new CardReader(Cards.ofReals(Map.of("plain", low, "resize", high)));
        for (int i = 0; i < 1000; i++) {
            double score = i / 10.0;
            observe(new Look("clothes", 3, List.of(), score, card, Stratum.PLAIN, Optional.empty(), "0", "1"));
            observe(new Look("clothes", 3, List.of(), score, card, Stratum.RESIZE, Optional.empty(), "0", "1"));
        }

        assertThat(index(Stratum.PLAIN).orElseThrow()).isLessThan(0.01);
        assertThat(index(Stratum.RESIZE).orElseThrow()).isGreaterThan(DriftWatch.LARGE);
    }

    private void see(int times, double score, String manifest) {
        see(times, score, manifest, Stratum.PLAIN, Optional.empty());
    }

    private void see(int times, double score, String manifest, Stratum stratum, Optional<Abstention> foreign) {
        for (int i = 0; i < times; i++) {
            observe(new Look("clothes", 3, List.of(), score, CARD, stratum, foreign, "0", manifest));
        }
    }

    private void observe(Look look) {
        watch.observe(new Panel(0.01, List.of(look), List.of()));
    }

    private OptionalDouble index() {
        return index(Stratum.PLAIN);
    }

    private OptionalDouble index(Stratum stratum) {
        return registry.scrape().stream()
                .filter(GaugeSnapshot.class::isInstance)
                .map(GaugeSnapshot.class::cast)
                .flatMap(gauge -> gauge.getDataPoints().stream())
                .filter(point -> stratum.key().equals(point.getLabels().get("stratum")))
                .mapToDouble(GaugeSnapshot.GaugeDataPointSnapshot::getValue)
                .findFirst();
    }
}
