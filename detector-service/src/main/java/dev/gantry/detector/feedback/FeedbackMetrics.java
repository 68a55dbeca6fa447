package dev.gantry.detector.feedback;

import dev.gantry.detector.feedback.FeedbackReport.Realised;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The error rates that feedback has shown, as metrics. */
final class FeedbackMetrics {
    /** Stands for the verdicts of all detectors together. */
    private static final String ALL = "(all)";

    private FeedbackMetrics() {}

    static void register(PrometheusRegistry registry, FeedbackLedger ledger) {
        GaugeWithCallback.builder()
                .name("gantry_detector_realised_error_rate")
                .help("Share of labelled pictures that were called wrongly, by model and the rate that was asked for")
                .labelNames("model", "false_positive_rate", "error")
                .callback(measure -> ledger.report().rates().forEach(realised -> {
                    call(measure, realised, "false_positive", realised.falsePositives(), true);
                    call(measure, realised, "false_negative", realised.falseNegatives(), true);
                }))
                .register(registry);
        GaugeWithCallback.builder()
                .name("gantry_detector_labelled_pictures")
                .help("Pictures whose label is known, by model and the rate that was asked for")
                .labelNames("model", "false_positive_rate", "label")
                .callback(measure -> ledger.report().rates().forEach(realised -> {
                    call(measure, realised, "real", realised.falsePositives(), false);
                    call(measure, realised, "synthetic", realised.falseNegatives(), false);
                }))
                .register(registry);
    }

    private static void call(
            GaugeWithCallback.Callback measure, Realised realised, String kind, ErrorRate errors, boolean rate) {
        if (errors.pictures() > 0) {
            measure.call(
                    rate ? errors.rate() : errors.pictures(),
                    realised.model().orElse(ALL),
                    String.valueOf(realised.falsePositiveRate()),
                    kind);
        }
    }
}
