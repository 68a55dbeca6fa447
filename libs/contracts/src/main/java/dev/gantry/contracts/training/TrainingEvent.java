package dev.gantry.contracts.training;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.contracts.models.DetectorCard;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a job tells on {@link dev.gantry.contracts.Topics#TRAINING_EVENTS}, keyed by job id. Each event names its job, the model
 * and when it happened; {@code step} counts real images shown to the discriminator.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(TrainingEvent.Accepted.class),
    @JsonSubTypes.Type(TrainingEvent.DataRead.class),
    @JsonSubTypes.Type(TrainingEvent.Working.class),
    @JsonSubTypes.Type(TrainingEvent.Progress.class),
    @JsonSubTypes.Type(TrainingEvent.Measured.class),
    @JsonSubTypes.Type(TrainingEvent.Warned.class),
    @JsonSubTypes.Type(TrainingEvent.Published.class),
    @JsonSubTypes.Type(TrainingEvent.Retrying.class),
    @JsonSubTypes.Type(TrainingEvent.Completed.class),
    @JsonSubTypes.Type(TrainingEvent.Failed.class),
    @JsonSubTypes.Type(TrainingEvent.Cancelled.class)
})
public sealed interface TrainingEvent {
    String jobId();

    String model();

    Instant at();

    /** The CloudEvents type, for instance {@code dev.gantry.training.progress}. */
    @JsonIgnore
    default String cloudEventType() {
        return "dev.gantry.training."
                + getClass().getAnnotation(JsonTypeName.class).value();
    }

    /** Whether nothing follows for this job. */
    @JsonIgnore
    default boolean terminal() {
        return this instanceof Completed || this instanceof Failed || this instanceof Cancelled;
    }

    /**
     * A trainer has taken the job.
     *
     * @param attempt     counts from 1
     * @param trainer     name of the process that trains
     * @param request     with every default filled in
     * @param recipe      as it is run, nothing left out
     * @param device      {@code cpu} or {@code cuda}
     * @param resumedFrom step of the state that an earlier attempt has left; absent: from the beginning
     */
    @JsonTypeName("accepted")
    record Accepted(
            String jobId,
            String model,
            Instant at,
            int attempt,
            String trainer,
            TrainingRequest request,
            JsonNode recipe,
            String device,
            OptionalLong resumedFrom)
            implements TrainingEvent {}

    /**
     * The data is there.
     *
     * @param samples  that were read
     * @param sha256   of the decoded samples, lower-case hex
     * @param skipped  files left out as unreadable, named up to a bound
     */
    @JsonTypeName("data-read")
    record DataRead(
            String jobId,
            String model,
            Instant at,
            long samples,
            String sha256,
            int skippedFiles,
            List<SkippedFile> skipped)
            implements TrainingEvent {
        public DataRead {
            skipped = List.copyOf(skipped);
        }
    }

    /** A file of the data that was left out. */
    record SkippedFile(String file, String reason) {}

    /**
     * Something other than training takes its time.
     *
     * @param activity for instance {@code fitting-detector}
     * @param done     of {@code total}, in the activity's own unit
     */
    @JsonTypeName("working")
    record Working(String jobId, String model, Instant at, long step, String activity, int done, int total)
            implements TrainingEvent {}

    /**
     * One tick.
     *
     * @param imagesPerSecond       since the last tick
     * @param secondsLeft           estimated, of training alone
     * @param shareOutsideKernels   0 to 1: time the training thread spent outside native kernels since the last tick
     * @param losses                mean over the tick by name, for instance {@code generator}, {@code discriminator}, {@code r1}
     * @param health                by name, for instance {@code realAccuracy}, {@code fakeAccuracy}, {@code diversity}
     * @param sampleGrid            object key of the fixed-seed grid drawn at this step
     */
    @JsonTypeName("progress")
    record Progress(
            String jobId,
            String model,
            Instant at,
            long step,
            long budgetImages,
            double imagesPerSecond,
            double secondsLeft,
            double shareOutsideKernels,
            Map<String, Double> losses,
            Map<String, Double> health,
            Optional<String> sampleGrid)
            implements TrainingEvent {
        public Progress {
            losses = Map.copyOf(losses);
            health = Map.copyOf(health);
        }
    }

    /**
     * The samples were measured.
     *
     * @param features names the space the metrics were taken in
     * @param metrics  by name, for instance {@code frechet}
     * @param seconds  that it took
     */
    @JsonTypeName("measured")
    record Measured(
            String jobId,
            String model,
            Instant at,
            long step,
            String features,
            Map<String, Double> metrics,
            double seconds)
            implements TrainingEvent {
        public Measured {
            metrics = Map.copyOf(metrics);
        }
    }

    /**
     * Training is not as it should be; it goes on.
     *
     * @param kind      {@code collapse}, {@code imbalance}, {@code stall} or {@code rolled-back}
     * @param value     what was seen
     * @param threshold what it was held against
     */
    @JsonTypeName("warned")
    record Warned(
            String jobId,
            String model,
            Instant at,
            long step,
            String kind,
            double value,
            double threshold,
            String message)
            implements TrainingEvent {}

    /** A version can be served. */
    @JsonTypeName("published")
    record Published(String jobId, String model, Instant at, long step, int version) implements TrainingEvent {}

    /** An attempt ended without an outcome; another trainer, or this one, goes on. */
    @JsonTypeName("retrying")
    record Retrying(String jobId, String model, Instant at, int attempt, String code, String message)
            implements TrainingEvent {}

    /**
     * The job has done what it was asked for.
     *
     * @param reason   why training ended: {@code images}, {@code minutes}, {@code target}, {@code plateau}, {@code balance}; {@code
     *                 fitted} of a detector
     * @param version  the last published version
     * @param seconds  wall-clock time of the attempt that completed, detector included
     * @param detector how well the detector judges, when one was asked for
     */
    @JsonTypeName("completed")
    record Completed(
            String jobId,
            String model,
            Instant at,
            long step,
            String reason,
            int version,
            double seconds,
            double imagesPerSecond,
            Optional<DetectorCard> detector)
            implements TrainingEvent {}

    /** The job has failed for good. */
    @JsonTypeName("failed")
    record Failed(String jobId, String model, Instant at, String code, String message) implements TrainingEvent {}

    /** The job was cancelled; what it had published stays. */
    @JsonTypeName("cancelled")
    record Cancelled(String jobId, String model, Instant at, long step) implements TrainingEvent {}
}
