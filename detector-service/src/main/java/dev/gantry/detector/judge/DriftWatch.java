package dev.gantry.detector.judge;

import dev.gantry.detector.DetectorConfig;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Watches whether the scores of what is judged still look like those of the real pictures that each detector was calibrated on.
 * When they do not, its false-positive rate may not hold any more, or much of what comes is synthetic. Safe for use by several
 * threads.
 */
@Singleton
final class DriftWatch {
    /** Fewer scores than this say little. */
    static final int LEAST_SCORES = 500;

    /** The usual mark of a large shift. */
    static final double LARGE = 0.25;

    /** Told again only after it was below this. */
    private static final double SETTLED = 0.2;

    private static final Logger LOG = Logger.getLogger(DriftWatch.class);

    private final int window;
    private final Gauge index;
    private final Map<Key, Watched> watched = new HashMap<>();

    @Inject
    DriftWatch(DetectorConfig config, PrometheusRegistry registry) {
        this(config.drift().window(), registry);
    }

    DriftWatch(int window, PrometheusRegistry registry) {
        this.window = window;
        index = Gauge.builder()
                .name("gantry_detector_score_psi")
                .help(
                        "Population stability index of the last scores against those of real pictures, by model and kind of picture")
                .labelNames("model", "stratum")
                .register(registry);
    }

    /** Takes note of a verdict's scores; of detectors that do not know such pictures none counts. */
    synchronized void observe(Panel panel) {
        panel.looks().stream()
                .filter(Look::covered)
                .forEach(look -> look.card().realQuantiles(look.stratum()).ifPresent(reals -> observe(look, reals)));
    }

    private void observe(Look look, List<Double> reals) {
        Key key = new Key(look.model(), look.stratum().key());
        Watched current = watched.get(key);
        if (current == null || !current.manifestSha256.equals(look.manifestSha256())) {
            current = new Watched(look.manifestSha256(), new ScoreWindow(reals, window));
            watched.put(key, current);
            index.remove(key.model(), key.stratum());
        }
        current.scores.add(look.score());
        if (current.scores.size() < LEAST_SCORES) {
            return;
        }
        double now = current.scores.stabilityIndex();
        index.labelValues(key.model(), key.stratum()).set(now);
        if (now > LARGE && !current.told) {
            current.told = true;
            LOG.warnf(
                    "event=score-drift model=%s version=%d stratum=%s psi=%.3f scores=%d",
                    key.model(), look.version(), key.stratum(), now, current.scores.size());
        } else if (now < SETTLED) {
            current.told = false;
        }
    }

    private record Key(String model, String stratum) {}

    /** One version's scores. */
    private static final class Watched {
        private final String manifestSha256;
        private final ScoreWindow scores;
        private boolean told;

        Watched(String manifestSha256, ScoreWindow scores) {
            this.manifestSha256 = manifestSha256;
            this.scores = scores;
        }
    }
}
