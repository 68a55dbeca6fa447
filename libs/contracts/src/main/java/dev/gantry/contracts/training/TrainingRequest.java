package dev.gantry.contracts.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.contracts.JsonContract;
import dev.gantry.contracts.Priority;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Asks for a model, or for a detector over models that are there. Defaults and ranges stand in {@code schemas/TrainingRequest.json}.
 *
 * @param jobId       names the job; who asks twice with the same id gets one job. Absent: the taker derives one that is stable
 *                    across redeliveries
 * @param model       name of the model whose versions the job publishes
 * @param kind        what is asked for
 * @param generators  of a detector, whose samples it shall know: models, beginnings of names, versions
 * @param data        what to learn from; of a detector, the real pictures
 * @param network     the family and its sizes
 * @param recipe      what to change of a family's default recipe
 * @param budget      when to stop
 * @param priority    which requests trainers take first
 * @param warmStart   a published version to begin from
 * @param tickImages  images between two progress reports and sample grids
 * @param checkpointImages images between two published versions
 * @param snapshotImages images between two states that the job can be resumed from
 * @param metrics     what is measured of the samples
 * @param health      when training counts as unhealthy
 * @param earlyStopping when to stop before the budget is spent
 * @param detector    whether and how to fit a detector at the end
 * @param precision   arithmetic of the training steps
 * @param seed        of every random stream of the job
 */
public record TrainingRequest(
        Optional<String> jobId,
        String model,
        JobKind kind,
        Optional<List<String>> generators,
        Data data,
        Network network,
        RecipeOverrides recipe,
        Budget budget,
        Priority priority,
        Optional<WarmStart> warmStart,
        long tickImages,
        long checkpointImages,
        long snapshotImages,
        Metrics metrics,
        Health health,
        Optional<EarlyStopping> earlyStopping,
        Detector detector,
        Precision precision,
        long seed) {

    /** What is asked for. */
    public enum JobKind {
        /** Networks that are trained against each other. */
        @JsonProperty("gan")
        GAN,
        /** One detector of what published generators make. */
        @JsonProperty("detector")
        DETECTOR
    }

    public TrainingRequest {
        // Requests that were kept before there were kinds have none.
        kind = Objects.requireNonNullElse(kind, JobKind.GAN);
        generators = generators.map(List::copyOf);
    }

    /** Larger requests are refused unread. */
    public static final int MAX_BYTES = 64 * 1024;

    /** How requests are decoded and validated. */
    public static final JsonContract<TrainingRequest> CONTRACT = JsonContract.of(TrainingRequest.class, MAX_BYTES);

    /** The same request under a job id. */
    public TrainingRequest withJobId(String id) {
        return with(Optional.of(id), generators, warmStart);
    }

    /** The same request from another start. */
    public TrainingRequest withWarmStart(WarmStart start) {
        return with(jobId, generators, Optional.of(start));
    }

    /** The same request for other generators. */
    public TrainingRequest withGenerators(List<String> names) {
        return with(jobId, Optional.of(names), warmStart);
    }

    private TrainingRequest with(
            Optional<String> newJobId, Optional<List<String>> newGenerators, Optional<WarmStart> newWarmStart) {
        return new TrainingRequest(
                newJobId,
                model,
                kind,
                newGenerators,
                data,
                network,
                recipe,
                budget,
                priority,
                newWarmStart,
                tickImages,
                checkpointImages,
                snapshotImages,
                metrics,
                health,
                earlyStopping,
                detector,
                precision,
                seed);
    }

    /**
     * @param uri             {@code s3://<bucket>/data/<dataset>} or {@code file:<path below the trainer's data root>}
     * @param kind            pictures or points
     * @param channels        of pictures: 1 (grey) or 3 (colour); they are converted
     * @param resolution      of pictures: edge in pixels; they are resized
     * @param fit             how pictures become square before they are resized
     * @param dimensions      of points: numbers in a row
     * @param heldOutFraction share of the samples kept from training, for metrics and for the detector
     * @param maxBadFiles     files that may be skipped as unreadable before the job fails
     */
    public record Data(
            String uri,
            Kind kind,
            int channels,
            int resolution,
            Fit fit,
            int dimensions,
            double heldOutFraction,
            int maxBadFiles) {

        /** What a sample is. */
        public enum Kind {
            @JsonProperty("images")
            IMAGES,
            @JsonProperty("points")
            POINTS
        }

        /** How a picture becomes square. */
        public enum Fit {
            /** The largest square around the centre is kept. */
            @JsonProperty("crop")
            CROP,
            /** Nothing is lost, proportions change. */
            @JsonProperty("stretch")
            STRETCH
        }
    }

    /**
     * @param family             for instance {@code dcgan}
     * @param latent             length of the latent vector z; absent: the family's own, as for the widths
     * @param generatorWidth     channels of the generator's last hidden layer
     * @param discriminatorWidth channels of the discriminator's first layer
     */
    public record Network(
            String family, OptionalInt latent, OptionalInt generatorWidth, OptionalInt discriminatorWidth) {}

    /**
     * Absent parts stay as the base has them.
     *
     * @param base               the family whose default recipe is changed; absent: the network's
     * @param loss               for instance {@code relativistic}
     * @param regularizers       all penalties and constraints, in place of the base's
     * @param batch              samples per step
     * @param discriminatorSteps discriminator steps to one of the generator
     * @param packing            samples that the discriminator judges together
     * @param emaHalfLifeImages  half-life of the generator's exponential moving average
     * @param augmentation       in place of the base's
     * @param schedules          in place of the base's
     */
    public record RecipeOverrides(
            Optional<String> base,
            Optional<String> loss,
            Optional<List<Regularizer>> regularizers,
            OptionalInt batch,
            OptionalInt discriminatorSteps,
            OptionalInt packing,
            OptionalDouble generatorLearningRate,
            OptionalDouble discriminatorLearningRate,
            OptionalDouble beta1,
            OptionalDouble beta2,
            OptionalLong emaHalfLifeImages,
            Optional<Augmentation> augmentation,
            Optional<List<Schedule>> schedules) {}

    /**
     * @param kind     for instance {@code r1} or {@code gradient-penalty}
     * @param strength gamma of r1 and r2, weight of the gradient penalty, limit of clipping
     * @param interval discriminator steps between two penalties
     */
    public record Regularizer(String kind, OptionalDouble strength, OptionalInt interval) {}

    /**
     * @param kind         {@code none}, {@code fixed} or {@code adaptive}
     * @param transforms   for instance {@code translation}
     * @param probability  of each transform; where {@code adaptive} begins
     * @param target       r_t that {@code adaptive} aims at
     * @param adjustImages images in which {@code adaptive} can move the probability from 0 to 1
     */
    public record Augmentation(
            String kind, List<String> transforms, double probability, double target, long adjustImages) {}

    /**
     * @param setting for instance {@code learning-rate}
     * @param factor  of the setting's value at the end
     * @param images  until the end is reached
     * @param shape   {@code linear} or {@code cosine}
     */
    public record Schedule(String setting, double factor, long images, String shape) {}

    /**
     * @param images  real images shown to the discriminator
     * @param minutes wall-clock limit over all attempts; absent: none
     * @param target  a measurement that is good enough to stop at
     */
    public record Budget(long images, OptionalDouble minutes, Optional<Target> target) {}

    /**
     * @param metric for instance {@code frechet}
     * @param value  at most for distances, at least for shares and counts
     */
    public record Target(String metric, double value) {}

    /** @param version absent: the latest */
    public record WarmStart(String model, OptionalInt version) {}

    /**
     * @param everyImages images between two measurements; absent: at every checkpoint
     * @param samples     drawn for a measurement
     * @param extractor   an ONNX network from pictures to features; absent: a classifier trained on the data's labels
     */
    public record Metrics(boolean enabled, OptionalLong everyImages, int samples, Optional<String> extractor) {}

    /**
     * @param collapseDiversity diversity of samples, relative to the data's, below which they have collapsed
     * @param imbalanceAccuracy accuracy of the discriminator above which it is too strong
     * @param stallTicks        ticks without a change of the samples that are a stall
     * @param ticks             in a row that make a warning
     * @param maxRollbacks      returns to the last good state before the job fails
     */
    public record Health(
            double collapseDiversity, double imbalanceAccuracy, int stallTicks, int ticks, int maxRollbacks) {}

    /**
     * @param rule           {@code plateau} or {@code balance}
     * @param metric         of plateau
     * @param patience       of plateau: measurements without improvement
     * @param minImprovement of plateau: relative change that counts
     * @param tolerance      of balance: distance of the accuracy from one half
     * @param windowImages   of balance: images over which it must hold
     */
    public record EarlyStopping(
            String rule, String metric, int patience, double minImprovement, double tolerance, long windowImages) {}

    /** @param enabled whether the last version gets a detector */
    public record Detector(boolean enabled) {}

    /** Arithmetic of the training steps. */
    public enum Precision {
        /** bf16 for pictures where the processor multiplies it natively, else fp32. */
        @JsonProperty("auto")
        AUTO,
        @JsonProperty("fp32")
        FP32,
        @JsonProperty("bf16")
        BF16
    }
}
