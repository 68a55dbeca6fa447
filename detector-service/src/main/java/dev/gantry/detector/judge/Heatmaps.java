package dev.gantry.detector.judge;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Priority;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.detector.models.Detectors;
import dev.gantry.imaging.HeatOverlay;
import dev.gantry.imaging.Picture;
import dev.gantry.serving.live.Lease;
import dev.gantry.serving.session.Deadline;
import dev.gantry.serving.session.RunOptions;
import jakarta.inject.Singleton;
import java.util.Arrays;

/** Shows what in a picture a detector's score rests on. Verdicts go first: heatmaps are made at low priority. */
@Singleton
public final class Heatmaps {
    /** The drop that is painted in the brightest colour unless there is a greater one: noise should not shine. */
    private static final double LEAST_SCALE = 1;

    private final Detectors detectors;
    private final Panels panels;
    private final DetectorConfig config;

    Heatmaps(Detectors detectors, Panels panels, DetectorConfig config) {
        this.detectors = detectors;
        this.panels = panels;
        this.config = config;
    }

    /**
     * Covers the picture patch by patch and paints how far the score falls.
     *
     * @param encoded  PNG or JPEG
     * @param question whose detector; without a model the one with the strongest evidence
     * @param deadline until which somebody waits for the heatmap
     * @throws GantryException as {@link Judge#judge}; also rejected, {@code not-found}, if no detector is live
     */
    public Heatmap of(byte[] encoded, Question question, Deadline deadline) {
        Evidence evidence = Evidence.decode(encoded, config.picture());
        try (Lease lease =
                detectors.lease(question.model().orElseGet(() -> strongest(evidence, question, deadline)), deadline)) {
            Manifest manifest = lease.version().manifest();
            DetectorInput input = new DetectorInput(manifest);
            Picture converted = input.converted(evidence.picture());
            float[] rows = Occlusion.rows(converted, input.values(converted));
            float[] scores = input.scores(lease, rows, new RunOptions(deadline, Priority.LOW, false));
            double[] drops = Occlusion.drops(scores);
            double greatest = Arrays.stream(drops).max().orElseThrow();
            double scale = Math.max(LEAST_SCALE, greatest);
            double[] cells = Arrays.stream(drops).map(drop -> drop / scale).toArray();
            return new Heatmap(
                    manifest.model(),
                    manifest.version(),
                    scores[0],
                    greatest,
                    HeatOverlay.paint(converted, cells, Occlusion.CELLS));
        }
    }

    private String strongest(Evidence evidence, Question question, Deadline deadline) {
        Panel panel = panels.on(evidence, question, deadline);
        return panel.judgements().stream()
                .findFirst()
                .orElseThrow(() -> panel.unavailable().stream()
                        .findFirst()
                        .<Failure>map(missing -> new Failure.Retryable(missing.code(), missing.reason()))
                        .orElseGet(() -> new Failure.Rejected(Failure.Rejected.NOT_FOUND, "no detector is live"))
                        .asException())
                .model();
    }
}
