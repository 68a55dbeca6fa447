package dev.gantry.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.gantry.imaging.Picture;
import dev.gantry.networks.Role;
import dev.gantry.networks.layer.Packing;
import dev.gantry.networks.recipe.AdversarialLoss;
import dev.gantry.networks.recipe.Augmentation;
import dev.gantry.networks.recipe.Recipe;
import dev.gantry.networks.recipe.Regularizer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingRunTest {
    private static final int SAMPLES = 32;
    private static final int COLUMNS = 6;

    private final TwoModeImages images = new TwoModeImages();
    private final RecordingObserver observer = new RecordingObserver();

    static Stream<AdversarialLoss> losses() {
        return Stream.of(
                new AdversarialLoss.NonSaturating(),
                new AdversarialLoss.Hinge(),
                new AdversarialLoss.LeastSquares(),
                new AdversarialLoss.Relativistic());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void learnsBothModesOfTheData(AdversarialLoss loss) {
        TrainingRun.run(Plans.of(loss, new Regularizer.R1(1, 4), 600L * Plans.BATCH), images, observer);

        TickReport last = observer.ticks.get(observer.ticks.size() - 1);
        int left = 0;
        int right = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            if (distance(last.samples(), sample, 0) < 25) {
                left++;
            } else if (distance(last.samples(), sample, 1) < 25) {
                right++;
            }
        }
        assertThat(left).isGreaterThan(4);
        assertThat(right).isGreaterThan(4);
        assertThat(left + right).isGreaterThan(20);
        assertThat(last.health().get(Measures.DIVERSITY)).isBetween(0.6, 1.4);
    }

    @Test
    void sameSeedGivesTheSameParametersBitByBit() {
        TrainingPlan plan = Plans.ofImages(20L * Plans.BATCH);

        Checkpoint first = TrainingRun.run(plan, images, observer).last();
        Checkpoint second = TrainingRun.run(plan, images, observer).last();
        TrainingPlan reseeded = new TrainingPlan(
                plan.graphs(), plan.recipe(), plan.budget(), plan.cadence(), plan.seed() + 1, plan.precision());
        Checkpoint other = TrainingRun.run(reseeded, images, observer).last();

        assertSameBits(first.generator(), second.generator());
        assertSameBits(first.discriminator(), second.discriminator());
        assertThat(other.generator().parameters().get("picture.weight"))
                .isNotEqualTo(first.generator().parameters().get("picture.weight"));
    }

    @Test
    void bfloat16RoundsTheForwardPassAndLeavesTheRestIn32Bits() {
        TrainingPlan plan = Plans.ofImages(Plans.BATCH);
        TrainingPlan rounded = new TrainingPlan(
                plan.graphs(), plan.recipe(), plan.budget(), plan.cadence(), plan.seed(), Precision.BF16);

        TrainingRun.run(plan, images, observer);
        Checkpoint last = TrainingRun.run(rounded, images, observer).last();

        double exact = observer.ticks.get(0).health().get(Measures.REAL_LOGIT);
        double approximate = observer.ticks.get(1).health().get(Measures.REAL_LOGIT);
        assertThat(approximate).isNotEqualTo(exact).isCloseTo(exact, withinPercentage(5));
        float[] weights = last.generator().values("picture.weight");
        assertThat(IntStream.range(0, weights.length).map(i -> Float.floatToIntBits(weights[i]) & 0xffff))
                .as("bits that bfloat16 does not have")
                .anyMatch(bits -> bits != 0);
    }

    @Test
    void ticksAndCheckpointsComeWhenTheirImagesHavePassed() {
        TrainingPlan plan = Plans.ofImages(10L * Plans.BATCH);
        TrainingPlan paced = new TrainingPlan(
                plan.graphs(),
                plan.recipe(),
                plan.budget(),
                new Cadence(4L * Plans.BATCH, 5L * Plans.BATCH, 1_000_000, 8),
                plan.seed(),
                plan.precision());

        TrainingResult result = TrainingRun.run(paced, images, observer);

        assertThat(observer.ticks).extracting(TickReport::images).containsExactly(64L, 128L, 160L);
        assertThat(observer.checkpoints).extracting(Checkpoint::images).containsExactly(80L);
        assertThat(result.reason()).isEqualTo(StopReason.IMAGES);
        assertThat(result.last().images()).isEqualTo(160);
        TickReport tick = observer.ticks.get(0);
        assertThat(tick.losses()).containsOnlyKeys("discriminator", "generator", "r1");
        assertThat(tick.imagesPerSecond()).isPositive();
        assertThat(tick.outsideNativeShare()).isBetween(0.0, 1.0);
        assertThat(tick.samples()).hasToString("Picture[1, 24, 24]");
    }

    @Test
    void everyDiscriminatorStepSeesABatchOfItsOwn() {
        TrainingPlan plan = Plans.ofImages(12L * Plans.BATCH);
        TrainingPlan eager = new TrainingPlan(
                plan.graphs(),
                plan.recipe().withDiscriminatorSteps(3),
                plan.budget(),
                new Cadence(
                        6L * Plans.BATCH, plan.budget().images(), plan.budget().images(), 2),
                plan.seed(),
                plan.precision());

        TrainingRun.run(eager, images, observer);

        assertThat(observer.ticks).extracting(TickReport::images).containsExactly(96L, 192L);
        assertThat(observer.ticks).extracting(TickReport::steps).containsExactly(2L, 4L);
    }

    @Test
    void packedAugmentedSamplesAreJudgedInPairs() {
        TrainingPlan plan = Plans.ofImages(8L * Plans.BATCH);
        Recipe recipe = plan.recipe()
                .with(
                        new AdversarialLoss.Relativistic(),
                        List.of(new Regularizer.R1(1, 1), new Regularizer.GradientPenalty(1, 2)))
                .withPacking(2)
                .withAugmentation(
                        new Augmentation.Adaptive(EnumSet.allOf(Augmentation.Transform.class), 0.5, 0.6, 1000));
        TrainingPlan packed = new TrainingPlan(
                Map.of(
                        Role.GENERATOR,
                        plan.graph(Role.GENERATOR),
                        Role.DISCRIMINATOR,
                        Packing.discriminator(plan.graph(Role.DISCRIMINATOR), 2)),
                recipe,
                plan.budget(),
                plan.cadence(),
                plan.seed(),
                plan.precision());

        TrainingRun.run(packed, images, observer);

        TickReport tick = observer.ticks.get(0);
        assertThat(tick.losses()).containsOnlyKeys("discriminator", "generator", "r1", "gradient-penalty");
        assertThat(tick.health().measures())
                .containsKeys(Measures.PAIR_ACCURACY, Measures.REAL_SIGN, Measures.AUGMENTATION_PROBABILITY)
                .doesNotContainKey(Measures.REAL_ACCURACY);
        assertThat(tick.health().get(Measures.REAL_SIGN))
                .isCloseTo(2 * tick.health().get(Measures.PAIR_ACCURACY) - 1, within(1e-6));
        assertThat(tick.health().get(Measures.AUGMENTATION_PROBABILITY))
                .isBetween(0.0, 1.0)
                .isNotEqualTo(0.5);
    }

    @Test
    void discriminatorOfOtherSamplesThanTheGeneratorsIsRefused() {
        TrainingPlan plan = Plans.ofImages(1);
        TrainingPlan packed = new TrainingPlan(
                plan.graphs(),
                plan.recipe().withPacking(2),
                plan.budget(),
                plan.cadence(),
                plan.seed(),
                plan.precision());
        assertThatThrownBy(() -> TrainingRun.run(packed, images, observer))
                .hasMessage("the discriminator takes [N, 1, 8, 8], must take 2 of the generator's [N, 1, 8, 8]");
    }

    @Test
    void clippedWeightsStayWithinTheirLimit() {
        TrainingPlan plan =
                Plans.of(new AdversarialLoss.Wasserstein(), new Regularizer.WeightClipping(0.03), 20L * Plans.BATCH);

        Checkpoint last = TrainingRun.run(plan, images, observer).last();

        last.discriminator().parameters().forEach((name, values) -> {
            for (float value : values) {
                assertThat(Math.abs(value)).as(name).isLessThanOrEqualTo(0.03f);
            }
        });
        float[] free = last.generator().values("picture.weight");
        assertThat(IntStream.range(0, free.length)).anyMatch(i -> Math.abs(free[i]) > 0.03);
    }

    @Test
    void stopRequestEndsTheRunAfterTheRoundInProgress() {
        RecordingObserver impatient = new RecordingObserver(3);

        TrainingResult result = TrainingRun.run(Plans.ofImages(1_000_000), images, impatient);

        assertThat(result.reason()).isEqualTo(StopReason.REQUESTED);
        assertThat(result.last().images()).isEqualTo(3L * Plans.BATCH);
        assertThat(impatient.checkpoints).isEmpty();
    }

    @Test
    void spentTimeEndsTheRun() {
        TrainingPlan plan = Plans.ofImages(1_000_000_000);
        TrainingPlan brief = new TrainingPlan(
                plan.graphs(),
                plan.recipe(),
                new Budget(plan.budget().images(), Duration.ofMillis(200)),
                plan.cadence(),
                plan.seed(),
                plan.precision());

        TrainingResult result = TrainingRun.run(brief, images, observer);

        assertThat(result.reason()).isEqualTo(StopReason.DURATION);
        assertThat(observer.ticks)
                .extracting(TickReport::images)
                .containsExactly(result.last().images());
    }

    @Test
    void divergenceIsNamedWithItsStep() {
        Regularizer absurd = new Regularizer.R1(1e38, 4);

        assertThatThrownBy(() -> TrainingRun.run(
                        Plans.of(new AdversarialLoss.NonSaturating(), absurd, 1_000_000), images, observer))
                .isInstanceOfSatisfying(DivergenceException.class, e -> {
                    assertThat(e.step()).isEqualTo(1);
                    assertThat(e.quantity()).isEqualTo("penaltyGradientNorm");
                });
    }

    @Test
    void imagesOfAnotherShapeAreRefused() {
        TrainingPlan plan = Plans.ofImages(16);
        ImageSource wide = new TwoModeImages() {
            @Override
            public int width() {
                return 16;
            }
        };

        assertThatThrownBy(() -> TrainingRun.run(plan, wide, observer))
                .hasMessage("samples are [N, 1, 8, 16], the generator makes [N, 1, 8, 8]");
    }

    @Test
    void failureToReadImagesReachesTheCaller() {
        IllegalStateException unreadable = new IllegalStateException("unreadable");
        ImageSource failing = new TwoModeImages() {
            @Override
            public void read(int[] indices, ByteBuffer destination) {
                throw unreadable;
            }
        };

        assertThatThrownBy(() -> TrainingRun.run(Plans.ofImages(16), failing, observer))
                .isSameAs(unreadable);
    }

    /** Mean absolute difference of a sample's pixels from those of a training image. */
    private double distance(Picture grid, int sample, int image) {
        ByteBuffer real = ByteBuffer.allocate(images.imageBytes());
        images.read(new int[] {image}, real);
        long sum = 0;
        for (int i = 0; i < real.capacity(); i++) {
            int row = sample / COLUMNS * images.height() + i / images.width();
            int column = sample % COLUMNS * images.width() + i % images.width();
            sum += Math.abs((real.get(i) & 0xff) - grid.value(0, row, column));
        }
        return (double) sum / real.capacity();
    }

    private static void assertSameBits(RoleSnapshot one, RoleSnapshot other) {
        Map<String, float[]> parameters = other.parameters();
        assertThat(one.parameters()).hasSameSizeAs(parameters);
        one.parameters()
                .forEach((name, values) ->
                        assertThat(parameters.get(name)).as(name).containsExactly(values));
    }
}
