package dev.gantry.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.engine.runtime.Autograd;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.Tensors;
import dev.gantry.networks.recipe.Augmentation;
import dev.gantry.networks.recipe.Augmentation.Transform;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AugmenterTest {
    private static final int COUNT = 64;
    private static final int SIDE = 16;
    private static final int PIXELS = SIDE * SIDE;
    private static final int LENGTH = 3 * PIXELS;

    @ParameterizedTest
    @EnumSource
    void probabilityZeroIsTheIdentity(Transform transform) {
        float[] pictures = pictures();
        assertThat(augmented(transform, 0, pictures)).containsExactly(pictures);
    }

    @ParameterizedTest
    @EnumSource
    void aboutAsManyPicturesAreChangedAsTheProbabilitySays(Transform transform) {
        float[] before = pictures();
        float[] after = augmented(transform, 0.5, before);
        int changed = 0;
        for (int picture = 0; picture < COUNT; picture++) {
            changed += distance(before, after, picture) > 1e-4 ? 1 : 0;
        }
        assertThat(changed).isBetween(COUNT / 4, 3 * COUNT / 4);
    }

    @ParameterizedTest
    @EnumSource
    void samePurposeGivesTheSameNumbersAndAnotherOneOthers(Transform transform) {
        float[] pictures = pictures();
        Augmenter augmenter = new Augmenter(new Augmentation.Fixed(Set.of(transform), 0.5), 7);
        float[] first = apply(augmenter, pictures, "real.1");

        assertThat(apply(augmenter, pictures, "real.1")).containsExactly(first);
        assertThat(apply(augmenter, pictures, "real.2")).isNotEqualTo(first);
    }

    @Test
    void flipIsItsOwnInverse() {
        float[] pictures = pictures();
        float[] flipped = augmented(Transform.FLIP, 1, pictures);

        assertThat(flipped).isNotEqualTo(pictures);
        assertThat(augmented(Transform.FLIP, 1, flipped)).containsExactly(pictures);
    }

    @Test
    void translationKeepsThePixelsThatStayInThePicture() {
        float[] before = pictures();
        float[] after = augmented(Transform.TRANSLATION, 1, before);
        Set<Integer> shifts = new HashSet<>();
        for (int picture = 0; picture < COUNT; picture++) {
            shifts.add(shiftOf(before, after, picture));
        }
        assertThat(shifts).as("different shifts among the pictures").hasSizeGreaterThan(10);
    }

    @Test
    void cutoutMakesOneRectangleOfAtMostHalfTheSidesGreyInAllChannels() {
        float[] before = pictures();
        float[] after = augmented(Transform.CUTOUT, 1, before);
        for (int picture = 0; picture < COUNT; picture++) {
            int cut = 0;
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                int red = picture * LENGTH + pixel;
                boolean grey = after[red] == 0;
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(after[red + channel * PIXELS]).isEqualTo(grey ? 0 : before[red + channel * PIXELS]);
                }
                cut += grey ? 1 : 0;
            }
            assertThat(cut).isBetween(SIDE * SIDE / 16, SIDE * SIDE / 4);
        }
    }

    @Test
    void brightnessMovesAllValuesOfAPictureByTheSameAmount() {
        float[] before = pictures();
        float[] after = augmented(Transform.BRIGHTNESS, 1, before);
        for (int picture = 0; picture < COUNT; picture++) {
            int begin = picture * LENGTH;
            float amount = after[begin] - before[begin];
            assertThat(amount).isBetween(-0.5f, 0.5f);
            for (int i = begin; i < begin + LENGTH; i++) {
                assertThat(after[i] - before[i]).isCloseTo(amount, within(1e-6f));
            }
        }
    }

    @Test
    void contrastKeepsThePicturesMeanAndSaturationEachPixels() {
        float[] before = pictures();
        float[] contrasted = augmented(Transform.CONTRAST, 1, before);
        float[] saturated = augmented(Transform.SATURATION, 1, before);
        for (int picture = 0; picture < COUNT; picture++) {
            int begin = picture * LENGTH;
            assertThat(mean(contrasted, begin, LENGTH, 1)).isCloseTo(mean(before, begin, LENGTH, 1), within(1e-5));
            for (int pixel = begin; pixel < begin + PIXELS; pixel++) {
                assertThat(mean(saturated, pixel, 3, PIXELS)).isCloseTo(mean(before, pixel, 3, PIXELS), within(1e-6));
            }
        }
    }

    /** The sum of the squares of what comes out, by differences along a random direction. */
    @ParameterizedTest
    @EnumSource
    void gradientsComeThrough(Transform transform) {
        Augmenter augmenter = new Augmenter(new Augmentation.Fixed(Set.of(transform), 1), 7);
        float[] pictures = pictures();
        float[] gradient = NativeScope.call(() -> {
            Tensor leaf = tensor(pictures).requires_grad_(true);
            Tensor energy = augmenter.apply(leaf, "test").square().sum();
            return Tensors.toArray(Autograd.gradients(energy, leaf).get(0));
        });

        double step = 1e-2;
        float[] more = pictures.clone();
        float[] less = pictures.clone();
        double expected = 0;
        for (int i = 0; i < pictures.length; i++) {
            double direction = Math.sin(i);
            more[i] += (float) (step * direction);
            less[i] -= (float) (step * direction);
            expected += gradient[i] * direction;
        }
        double slope = (energy(apply(augmenter, more, "test")) - energy(apply(augmenter, less, "test"))) / (2 * step);
        assertThat(Arrays.equals(gradient, new float[gradient.length])).isFalse();
        assertThat(slope).isCloseTo(expected, within(1e-3 * Math.max(100, Math.abs(expected))));
    }

    private static double energy(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }

    /** The only shift that explains a picture, as {@code down · 1000 + right}. */
    private static int shiftOf(float[] before, float[] after, int picture) {
        for (int down = -2; down <= 2; down++) {
            for (int right = -2; right <= 2; right++) {
                if (isShift(before, after, picture * LENGTH, down, right)) {
                    return down * 1000 + right;
                }
            }
        }
        throw new AssertionError("picture " + picture + " is not shifted by up to two pixels");
    }

    private static boolean isShift(float[] before, float[] after, int begin, int down, int right) {
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                int fromRow = row - down;
                int fromColumn = column - right;
                boolean inside = fromRow >= 0 && fromRow < SIDE && fromColumn >= 0 && fromColumn < SIDE;
                float expected = inside ? before[begin + fromRow * SIDE + fromColumn] : 0;
                if (after[begin + row * SIDE + column] != expected) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double mean(float[] values, int begin, int count, int stride) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[begin + i * stride];
        }
        return sum / count;
    }

    private static double distance(float[] before, float[] after, int picture) {
        double greatest = 0;
        for (int i = picture * LENGTH; i < (picture + 1) * LENGTH; i++) {
            greatest = Math.max(greatest, Math.abs(before[i] - after[i]));
        }
        return greatest;
    }

    private static float[] augmented(Transform transform, double probability, float[] pictures) {
        return apply(new Augmenter(new Augmentation.Fixed(Set.of(transform), probability), 7), pictures, "test");
    }

    private static float[] apply(Augmenter augmenter, float[] pictures, String purpose) {
        return NativeScope.call(() -> Tensors.toArray(augmenter.apply(tensor(pictures), purpose)));
    }

    private static Tensor tensor(float[] pictures) {
        return Tensors.copyOf(pictures, ComputeDevice.CPU, COUNT, 3, SIDE, SIDE);
    }

    /** No two values alike, none 0. */
    private static float[] pictures() {
        float[] values = new float[COUNT * LENGTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2 * ((i + 1) * 0.6180339887498949 % 1) - 1);
        }
        return values;
    }
}
