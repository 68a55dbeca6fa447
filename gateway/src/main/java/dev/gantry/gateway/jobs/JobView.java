package dev.gantry.gateway.jobs;

import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.gateway.schemas.Schemas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * All that is known of a job.
 *
 * @param submittedAt     when it was asked for, or first heard of
 * @param updatedAt       when it was last heard of
 * @param lastEventId     of the newest event in this view: a stream that goes on from here misses nothing
 * @param request         with every default filled in; absent while only a dead letter is known
 * @param attempt         the running or last attempt, from 1; absent before the first
 * @param trainer         process of that attempt
 * @param device          {@code cpu} or {@code cuda}
 * @param cancelRequested whether this gateway was asked to cancel it
 * @param data            that was read for this attempt; absent until it is
 * @param progress        at the last tick
 * @param activity        what it does besides training, while it does
 * @param versions        published so far, in order
 * @param best            of them, the one whose samples were measured to be nearest to the data
 * @param warnings        of unhealthy training, in order
 * @param trouble         why it failed or is being retried
 * @param outcome         the terminal event
 * @param curves          one point a tick by rising step; a long job's older ticks are thinned
 * @param measurements    of the samples, by rising step; thinned likewise, but for those of versions
 */
public record JobView(
        String jobId,
        Optional<String> model,
        JobState state,
        Instant submittedAt,
        Instant updatedAt,
        OptionalLong lastEventId,
        @Schema(ref = Schemas.TRAINING_REQUEST) Optional<TrainingRequest> request,
        OptionalInt attempt,
        Optional<String> trainer,
        Optional<String> device,
        boolean cancelRequested,
        Optional<Data> data,
        Optional<Progress> progress,
        Optional<Activity> activity,
        List<Version> versions,
        OptionalInt best,
        List<Warning> warnings,
        Optional<Trouble> trouble,
        @Schema(ref = Schemas.TRAINING_EVENT) Optional<TrainingEvent> outcome,
        List<Point> curves,
        List<Measurement> measurements) {
    public JobView {
        versions = List.copyOf(versions);
        curves = List.copyOf(curves);
        warnings = List.copyOf(warnings);
        measurements = List.copyOf(measurements);
    }

    /**
     * @param samples      that were read
     * @param sha256       of the decoded samples
     * @param skippedFiles left out as unreadable
     * @param skipped      the first of them, and why
     */
    public record Data(long samples, String sha256, int skippedFiles, List<TrainingEvent.SkippedFile> skipped) {
        public Data {
            skipped = List.copyOf(skipped);
        }

        static Data of(TrainingEvent.DataRead read) {
            return new Data(read.samples(), read.sha256(), read.skippedFiles(), read.skipped());
        }
    }

    /**
     * @param step     real images shown so far
     * @param fraction of the image budget, 0 to 1
     */
    public record Progress(
            long step, long budgetImages, double fraction, double imagesPerSecond, double secondsLeft, Instant at) {
        static Progress of(TrainingEvent.Progress tick) {
            double fraction = tick.budgetImages() <= 0 ? 0 : Math.min(1, (double) tick.step() / tick.budgetImages());
            return new Progress(
                    tick.step(), tick.budgetImages(), fraction, tick.imagesPerSecond(), tick.secondsLeft(), tick.at());
        }
    }

    /**
     * @param activity for instance {@code fitting-detector}
     * @param done     of {@code total}, in the activity's own unit
     */
    public record Activity(String activity, int done, int total, Instant at) {
        static Activity of(TrainingEvent.Working working) {
            return new Activity(working.activity(), working.done(), working.total(), working.at());
        }
    }

    /**
     * @param kind    for instance {@code collapse}
     * @param message for people
     */
    public record Warning(String kind, long step, double value, double threshold, String message, Instant at) {
        static Warning of(TrainingEvent.Warned warned) {
            return new Warning(
                    warned.kind(), warned.step(), warned.value(), warned.threshold(), warned.message(), warned.at());
        }
    }

    /**
     * @param features names the space that was measured in
     * @param metrics  by name, for instance {@code frechet}
     */
    public record Measurement(long step, String features, Map<String, Double> metrics, Instant at) {
        static Measurement of(TrainingEvent.Measured measured) {
            return new Measurement(measured.step(), measured.features(), measured.metrics(), measured.at());
        }
    }

    /** A version that can be served. */
    public record Version(int version, long step, Instant at) {}

    /** @param code stable, for instance {@code invalid-request} */
    public record Trouble(String code, String message) {}

    /** @param sampleGrid whether {@code GET /v1/jobs/{id}/samples/{step}} has a picture of this step */
    public record Point(
            long step,
            Instant at,
            double imagesPerSecond,
            Map<String, Double> losses,
            Map<String, Double> health,
            boolean sampleGrid) {
        static Point of(TrainingEvent.Progress tick) {
            return new Point(
                    tick.step(),
                    tick.at(),
                    tick.imagesPerSecond(),
                    tick.losses(),
                    tick.health(),
                    tick.sampleGrid().isPresent());
        }
    }

    /** The same view without its curves, measurements and request, for lists. */
    public JobView summary() {
        return new JobView(
                jobId,
                model,
                state,
                submittedAt,
                updatedAt,
                lastEventId,
                Optional.empty(),
                attempt,
                trainer,
                device,
                cancelRequested,
                data,
                progress,
                activity,
                versions,
                best,
                warnings,
                trouble,
                outcome,
                List.of(),
                List.of());
    }
}
