package dev.gantry.contracts.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.contracts.JsonContract;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Asks for a model. Defaults and ranges stand in {@code schemas/TrainingRequest.json}.
 *
 * @param jobId       names the job; who asks twice with the same id gets one job. Absent: the taker derives one that is stable
 *                    across redeliveries
 * @param model       name of the model whose versions the job publishes
 * @param data        what to learn from
 * @param network     the family and its sizes
 * @param recipe      what to change of the family's default recipe
 * @param budget      when to stop
 * @param tickImages  images between two progress reports and sample grids
 * @param checkpointImages images between two published versions
 * @param detector    whether and how to fit a detector at the end
 * @param precision   arithmetic of the training steps
 * @param seed        of every random stream of the job
 */
public record TrainingRequest(
        Optional<String> jobId,
        String model,
        Data data,
        Network network,
        RecipeOverrides recipe,
        Budget budget,
        long tickImages,
        long checkpointImages,
        Detector detector,
        Precision precision,
        long seed) {

    /** Larger requests are refused unread. */
    public static final int MAX_BYTES = 64 * 1024;

    /** How requests are decoded and validated. */
    public static final JsonContract<TrainingRequest> CONTRACT = JsonContract.of(TrainingRequest.class, MAX_BYTES);

    /** The same request under a job id. */
    public TrainingRequest withJobId(String id) {
        return new TrainingRequest(
                Optional.of(id),
                model,
                data,
                network,
                recipe,
                budget,
                tickImages,
                checkpointImages,
                detector,
                precision,
                seed);
    }

    /**
     * @param uri             {@code s3://<bucket>/data/<dataset>} or {@code file:<path below the trainer's data root>}
     * @param channels        1 (grey) or 3 (colour); pictures are converted
     * @param resolution      edge in pixels; pictures are centre-cropped and resized
     * @param heldOutFraction share of the pictures kept from training, for metrics and for the detector
     * @param maxBadFiles     files that may be skipped as unreadable before the job fails
     */
    public record Data(String uri, int channels, int resolution, double heldOutFraction, int maxBadFiles) {}

    /**
     * @param family             for instance {@code dcgan}
     * @param latent             length of the latent vector z
     * @param generatorWidth     channels of the generator's last hidden layer
     * @param discriminatorWidth channels of the discriminator's first layer
     */
    public record Network(String family, int latent, int generatorWidth, int discriminatorWidth) {}

    /**
     * Absent parts stay as the family's default recipe has them.
     *
     * @param loss              {@code non-saturating} or {@code hinge}
     * @param batch             images per step
     * @param r1Gamma           weight of the R1 penalty; 0 switches it off
     * @param r1Interval        discriminator steps between two R1 steps
     * @param emaHalfLifeImages half-life of the generator's exponential moving average
     */
    public record RecipeOverrides(
            Optional<String> loss,
            OptionalInt batch,
            OptionalDouble generatorLearningRate,
            OptionalDouble discriminatorLearningRate,
            OptionalDouble beta1,
            OptionalDouble beta2,
            OptionalDouble r1Gamma,
            OptionalInt r1Interval,
            OptionalLong emaHalfLifeImages) {}

    /**
     * @param images  real images shown to the discriminator
     * @param minutes wall-clock limit; absent: none
     */
    public record Budget(long images, OptionalDouble minutes) {}

    /** @param enabled whether the last version gets a detector */
    public record Detector(boolean enabled) {}

    /** Arithmetic of the training steps. */
    public enum Precision {
        /** bf16 where the processor multiplies it natively, else fp32. */
        @JsonProperty("auto")
        AUTO,
        @JsonProperty("fp32")
        FP32,
        @JsonProperty("bf16")
        BF16
    }
}
