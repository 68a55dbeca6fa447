package dev.gantry.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.networks.recipe.Augmentation;
import dev.gantry.networks.recipe.Augmentation.Transform;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AugmentationStrengthTest {
    private static final long BATCH = 16;
    private static final long ADJUST_IMAGES = 6400;

    @Test
    void fixedProbabilityStaysWhateverTheDiscriminatorKnows() {
        AugmentationStrength strength = AugmentationStrength.of(new Augmentation.Fixed(Set.of(Transform.FLIP), 0.3));

        observe(strength, 100, 1);

        assertThat(strength.probability()).isEqualTo(0.3);
    }

    @Test
    void probabilityGrowsWhileTheDiscriminatorKnowsTheRealsByHeart() {
        AugmentationStrength strength = adaptive(0);

        observe(strength, 3, 0.9);
        assertThat(strength.probability()).as("before the fourth step").isZero();
        observe(strength, 37, 0.9);

        assertThat(strength.probability()).isCloseTo(40.0 * BATCH / ADJUST_IMAGES, within(1e-12));
    }

    @Test
    void probabilityShrinksToZeroWhenItIsFooled() {
        AugmentationStrength strength = adaptive(0.2);

        observe(strength, 40, 0.1);
        assertThat(strength.probability()).isCloseTo(0.1, within(1e-12));
        observe(strength, 400, 0.1);

        assertThat(strength.probability()).isZero();
    }

    @Test
    void probabilityNeverExceedsOne() {
        AugmentationStrength strength = adaptive(0.99);

        observe(strength, 400, 1);

        assertThat(strength.probability()).isEqualTo(1);
    }

    private static AugmentationStrength adaptive(double probability) {
        return AugmentationStrength.of(
                new Augmentation.Adaptive(Set.of(Transform.CUTOUT), probability, 0.6, ADJUST_IMAGES));
    }

    private static void observe(AugmentationStrength strength, int steps, double realSign) {
        for (int step = 0; step < steps; step++) {
            strength.observe(() -> realSign, BATCH);
        }
    }
}
