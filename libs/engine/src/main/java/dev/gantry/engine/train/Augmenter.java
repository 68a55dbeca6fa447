package dev.gantry.engine.train;

import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.state.Stateful;
import dev.gantry.networks.recipe.Augmentation;
import dev.gantry.networks.recipe.Augmentation.Transform;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.bytedeco.pytorch.Tensor;

/**
 * Changes pictures at random before they are judged, as a recipe wants. Random numbers are named by their purpose, so that the
 * strength is all that a run has to remember.
 */
final class Augmenter implements Stateful {
    private static final double BRIGHTEST = 0.5;
    private static final double STRONGEST_CONTRAST = 1.5;
    private static final double STRONGEST_SATURATION = 2;

    /** Greatest shift as a share of a side. */
    private static final double FARTHEST = 0.125;

    private final Set<Transform> transforms;
    private final long seed;
    private final AugmentationStrength strength;

    Augmenter(Augmentation augmentation, long seed) {
        this.seed = seed;
        transforms = augmentation.transforms();
        strength = AugmentationStrength.of(augmentation);
    }

    /** Of each transform for each sample, in [0, 1]. */
    double probability() {
        return strength.probability();
    }

    /** See {@link AugmentationStrength#observe}. */
    void observe(DoubleSupplier realSign, long images) {
        strength.observe(realSign, images);
    }

    @Override
    public void visitState(StateVisitor visitor) {
        strength.visitState(visitor);
    }

    /**
     * Changes samples, differentiably; gives them back as they are at probability 0.
     *
     * @param samples {@code [N, C, H, W]} when there are transforms
     * @param purpose names the random numbers
     */
    Tensor apply(Tensor samples, String purpose) {
        if (transforms.isEmpty() || strength.probability() == 0) {
            return samples;
        }
        int rows = Math.toIntExact(samples.size(0));
        Draws draws = new Draws(RandomStream.of(seed, "augmentation." + purpose), strength.probability());
        Tensor changed = samples;
        if (transforms.contains(Transform.BRIGHTNESS)) {
            changed = ColourChanges.brighten(changed, draws.between(rows, -BRIGHTEST, BRIGHTEST, 0));
        }
        if (transforms.contains(Transform.SATURATION)) {
            changed = ColourChanges.saturate(changed, draws.between(rows, 0, STRONGEST_SATURATION, 1));
        }
        if (transforms.contains(Transform.CONTRAST)) {
            changed =
                    ColourChanges.contrast(changed, draws.between(rows, 2 - STRONGEST_CONTRAST, STRONGEST_CONTRAST, 1));
        }
        return movesPlaces() ? places(draws, changed).rearrange(changed) : changed;
    }

    private boolean movesPlaces() {
        return transforms.contains(Transform.FLIP)
                || transforms.contains(Transform.TRANSLATION)
                || transforms.contains(Transform.CUTOUT);
    }

    private PlaceChanges places(Draws draws, Tensor samples) {
        PlaceChanges places = new PlaceChanges(samples);
        for (int row = 0; row < samples.size(0); row++) {
            if (transforms.contains(Transform.FLIP) && draws.met()) {
                places.flip(row);
            }
            if (transforms.contains(Transform.TRANSLATION) && draws.met()) {
                places.shift(row, draws.shift(places.height()), draws.shift(places.width()));
            }
            if (transforms.contains(Transform.CUTOUT) && draws.met()) {
                places.cut(row, draws.place(places.height()), draws.place(places.width()));
            }
        }
        return places;
    }

    /** Random numbers for the samples of a batch, of which each transform meets some. */
    private record Draws(RandomStream random, double probability) {
        boolean met() {
            return random.nextDouble() < probability;
        }

        /** One number a sample, neutral for those that are not met. */
        float[] between(int count, double low, double high, double neutral) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) (met() ? low + (high - low) * random.nextDouble() : neutral);
            }
            return values;
        }

        /** A shift along a side, in either direction. */
        int shift(int side) {
            int farthest = (int) Math.round(side * FARTHEST);
            return random.nextInt(2 * farthest + 1) - farthest;
        }

        /** A place along a side. */
        int place(int side) {
            return random.nextInt(side);
        }
    }
}
