package dev.gantry.detector.judge;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.detection.Verdict;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;

/** What the service tells of its verdicts; the measures of its networks stand beside them. */
@Singleton
public final class DetectorMetrics {
    private final Counter verdicts;
    private final Counter judgements;
    private final Histogram probabilities;
    private final Counter marks;
    private final Counter emissions;
    private final Counter rejections;
    private final Histogram seconds;

    DetectorMetrics(PrometheusRegistry registry) {
        verdicts = Counter.builder()
                .name("gantry_detector_verdicts_total")
                .help("Verdicts, by conclusion and the way they were asked for")
                .labelNames("verdict", "source")
                .register(registry);
        judgements = Counter.builder()
                .name("gantry_detector_judgements_total")
                .help("Judgements of single detectors, by model and conclusion")
                .labelNames("model", "verdict")
                .register(registry);
        probabilities = Histogram.builder()
                .name("gantry_detector_synthetic_probability")
                .help("Scores of single detectors as calibrated probabilities, by model; abstentions left out")
                .labelNames("model")
                .classicUpperBounds(.001, .01, .05, .1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .99, .999)
                .register(registry);
        marks = Counter.builder()
                .name("gantry_detector_origin_marks_total")
                .help("Pictures that carried an origin mark, by what it was worth")
                .labelNames("status")
                .register(registry);
        emissions = Counter.builder()
                .name("gantry_detector_emission_matches_total")
                .help("Pictures that are or look like one that was given out, by how alike they are")
                .labelNames("match")
                .register(registry);
        rejections = Counter.builder()
                .name("gantry_detector_pictures_rejected_total")
                .help("Pictures that were not judged, by reason")
                .labelNames("reason", "source")
                .register(registry);
        seconds = Histogram.builder()
                .name("gantry_detector_verdict_duration_seconds")
                .help("Time from a picture's arrival to its verdict")
                .labelNames("source")
                .classicUpperBounds(.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10)
                .register(registry);
    }

    /** How a request came. */
    public enum Source {
        HTTP("http"),
        KAFKA("kafka");

        private final String label;

        Source(String label) {
            this.label = label;
        }
    }

    /** @param started when the picture was there, on the clock of {@link System#nanoTime} */
    public void answered(Source source, Verdict verdict, long started) {
        verdicts.labelValues(verdict.verdict().name(), source.label).inc();
        seconds.labelValues(source.label).observe((System.nanoTime() - started) / 1e9);
        verdict.origin()
                .ifPresent(origin -> marks.labelValues(origin.status().name()).inc());
        verdict.emission()
                .ifPresent(found -> emissions.labelValues(found.match().name()).inc());
        verdict.judgements().forEach(this::judged);
    }

    private void judged(Verdict.Judgement judgement) {
        judgements.labelValues(judgement.model(), judgement.conclusion().name()).inc();
        if (judgement.abstention().isEmpty()) {
            probabilities.labelValues(judgement.model()).observe(judgement.probability());
        }
    }

    public void rejected(Source source, Failure failure) {
        rejections.labelValues(failure.code(), source.label).inc();
    }
}
