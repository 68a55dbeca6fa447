package dev.gantry.networks.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.gantry.networks.InvalidFieldException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Random changes that real and made samples go through alike before the discriminator sees them, so that it cannot learn few
 * real ones by heart. The generator learns through them.
 *
 * <p>Zhao et al., <a href="https://arxiv.org/abs/2006.10738">Differentiable Augmentation for Data-Efficient GAN Training</a>,
 * 2020.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface Augmentation {

    <R> R accept(Visitor<R> visitor);

    /** What samples may go through, at most once each: changes of colour before changes of place. */
    Set<Transform> transforms();

    /** A differentiable change of a picture. */
    enum Transform {
        /** Left and right change places. */
        @JsonProperty("flip")
        FLIP,
        /** Moved by up to an eighth of each side; what comes in is grey, 0. */
        @JsonProperty("translation")
        TRANSLATION,
        /** A square of half the side somewhere becomes grey, 0. */
        @JsonProperty("cutout")
        CUTOUT,
        /** A number in [-½, ½] is added to all values. */
        @JsonProperty("brightness")
        BRIGHTNESS,
        /** Distances from the picture's mean are multiplied by a number in [½, 1½]. */
        @JsonProperty("contrast")
        CONTRAST,
        /** Distances from each pixel's grey are multiplied by a number in [0, 2]; a grey picture stays as it is. */
        @JsonProperty("saturation")
        SATURATION
    }

    /** Samples stay as they are. */
    record None() implements Augmentation {
        @Override
        public Set<Transform> transforms() {
            return Set.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.none(this);
        }
    }

    /**
     * The same probability all the time.
     *
     * @param transforms  what samples may go through
     * @param probability of each transform for each sample, in [0, 1]
     */
    record Fixed(Set<Transform> transforms, double probability) implements Augmentation {

        public Fixed {
            transforms = inOrder(transforms);
            requireProbability(probability);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.fixed(this);
        }
    }

    /**
     * A probability that follows how far the discriminator knows the real samples by heart: {@code r_t}, the mean sign of its
     * logits for them.
     *
     * <p>Karras et al., <a href="https://arxiv.org/abs/2006.06676">Training Generative Adversarial Networks with Limited
     * Data</a>, 2020 (ADA).
     *
     * @param transforms   what samples may go through
     * @param probability  of each transform for each sample when the run begins, in [0, 1]
     * @param target       the {@code r_t} above which the probability grows and below which it shrinks, in [0, 1); 0.6 in the
     *     paper
     * @param adjustImages real images in which the probability can grow from 0 to 1; 500,000 in the paper
     */
    record Adaptive(Set<Transform> transforms, double probability, double target, long adjustImages)
            implements Augmentation {

        public Adaptive {
            transforms = inOrder(transforms);
            requireProbability(probability);
            InvalidFieldException.requireInterval("augmentation.target", target, 0, 1);
            InvalidFieldException.requireRange("augmentation.adjustImages", adjustImages, 1, Long.MAX_VALUE);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.adaptive(this);
        }
    }

    /** The same order each time, for equal descriptions to read the same. */
    private static Set<Transform> inOrder(Set<Transform> transforms) {
        Set<Transform> ordered = EnumSet.noneOf(Transform.class);
        ordered.addAll(transforms);
        return Collections.unmodifiableSet(ordered);
    }

    private static void requireProbability(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new InvalidFieldException("augmentation.probability", probability, "from 0 to 1");
        }
    }

    /** One case for each way to choose the probability. */
    interface Visitor<R> {
        R none(None augmentation);

        R fixed(Fixed augmentation);

        R adaptive(Adaptive augmentation);
    }
}
