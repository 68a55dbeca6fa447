package dev.gantry.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.NativeClock;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.runtime.Tensors;
import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.Mul;
import dev.gantry.networks.recipe.Regularizer;
import dev.gantry.networks.recipe.Schedule;
import dev.gantry.networks.shape.Shape;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class PenaltyTest {
    private static final long SEED = 7;
    private static final float[] REAL = {0.5f, 1.5f};
    private static final float[] FAKE = {-1, 3};

    /** With logits {@code w · x²}, the gradient by the image is {@code 2 w x} and the penalty's by the weight {@code 4 γ w x²}. */
    @Test
    void r1IsTheSquaredGradientOnRealImagesAndReachesTheWeights() {
        assertPenaltyAndWeightGradient(
                new Regularizer.R1(3, 1), 3.0 / 2 * 16 * meanSquare(REAL), 4 * 3 * 2 * meanSquare(REAL));
    }

    @Test
    void r2IsTheSquaredGradientOnMadeImagesAndReachesTheWeights() {
        assertPenaltyAndWeightGradient(
                new Regularizer.R2(3, 1), 3.0 / 2 * 16 * meanSquare(FAKE), 4 * 3 * 2 * meanSquare(FAKE));
    }

    /** The derivative by the weight is {@code 2 λ (2 w |x| - 1) · 2 |x|}. */
    @Test
    void gradientPenaltyPullsTheNormBetweenRealAndMadeImagesToOneAndReachesTheWeights() {
        RandomStream random = RandomStream.of(SEED, "gradient-penalty.1");
        double penalty = 0;
        double weightGradient = 0;
        for (int i = 0; i < REAL.length; i++) {
            double share = random.nextDouble();
            double between = Math.abs(share * REAL[i] + (1 - share) * FAKE[i]);
            penalty += 10 * Math.pow(4 * between - 1, 2) / REAL.length;
            weightGradient += 2 * 10 * (4 * between - 1) * 2 * between / REAL.length;
        }

        assertPenaltyAndWeightGradient(new Regularizer.GradientPenalty(10, 1), penalty, weightGradient);
    }

    @Test
    void constraintsAreNoPenalties() {
        assertThat(Penalty.among(
                        List.of(
                                new Regularizer.WeightClipping(1),
                                new Regularizer.R2(1, 2),
                                new Regularizer.SpectralNorm()),
                        SEED))
                .extracting(Penalty::name)
                .containsExactly("r2");
    }

    private static void assertPenaltyAndWeightGradient(Regularizer regularizer, double penalty, double weightGradient) {
        try (Player discriminator = squaringDiscriminator(2)) {
            float[] found = NativeScope.call(() -> {
                Tensor term = Penalty.among(List.of(regularizer), SEED)
                        .get(0)
                        .of(discriminator, images(REAL), images(FAKE), 1);
                return new float[] {term.item_float(), Tensors.toArray(discriminator.gradientOf(term))[0]};
            });

            assertThat((double) found[0]).isCloseTo(penalty, withinPercentage(1e-3));
            assertThat((double) found[1]).isCloseTo(weightGradient, withinPercentage(1e-3));
        }
    }

    private static Tensor images(float[] pixels) {
        return Tensors.copyOf(pixels, ComputeDevice.CPU, pixels.length, 1, 1, 1);
    }

    private static double meanSquare(float[] values) {
        return (values[0] * values[0] + values[1] * values[1]) / 2;
    }

    @Test
    void lazyPenaltyIsTakenAtTheFirstStepOfEachInterval() {
        RecordingObserver observer = new RecordingObserver();
        TrainingPlan plan = Plans.ofImages(9L * Plans.BATCH);

        TrainingRun.run(everyRound(plan), new TwoModeImages(), observer);

        assertThat(observer.ticks)
                .extracting(tick -> tick.losses().containsKey("r1"))
                .containsExactly(true, false, false, false, true, false, false, false, true);
    }

    @Test
    void scheduleWeakensPenaltiesByImagesSeen() {
        RecordingObserver observer = new RecordingObserver();
        TrainingPlan plan = Plans.ofImages(9L * Plans.BATCH);
        Schedule toNothing = new Schedule(Schedule.Setting.REGULARIZATION, 0, 4L * Plans.BATCH, Schedule.Curve.LINEAR);
        TrainingPlan fading = new TrainingPlan(
                plan.graphs(),
                plan.recipe().withSchedules(List.of(toNothing)),
                plan.budget(),
                plan.cadence(),
                plan.seed(),
                plan.precision());

        TrainingRun.run(everyRound(fading), new TwoModeImages(), observer);

        assertThat(observer.ticks.get(0).losses().get("r1")).isPositive();
        assertThat(observer.ticks.get(4).losses().get("r1")).isZero();
    }

    private static TrainingPlan everyRound(TrainingPlan plan) {
        return new TrainingPlan(
                plan.graphs(),
                plan.recipe(),
                plan.budget(),
                new Cadence(Plans.BATCH, plan.budget().images(), plan.budget().images(), 2),
                plan.seed(),
                plan.precision());
    }

    private static Player squaringDiscriminator(float weight) {
        GraphBuilder b = new GraphBuilder();
        Value image = b.input("image", Shape.batched(1, 1, 1));
        Value squared = b.node("squared", new Mul(), image, image);
        Value flat = Layers.flatten(b, "flat", squared);
        b.output(
                "logits",
                b.node("weighted", new Mul(), flat, b.parameter("w", Shape.of(1), new Initializer.Constant(weight))));
        Graph graph = b.build();
        TrainingPlan plan = Plans.ofImages(1);
        TrainingPlan squaring = new TrainingPlan(
                Map.of(Role.GENERATOR, plan.graph(Role.GENERATOR), Role.DISCRIMINATOR, graph),
                plan.recipe(),
                plan.budget(),
                plan.cadence(),
                plan.seed(),
                plan.precision());
        return new Player(squaring, Role.DISCRIMINATOR, ComputeDevice.CPU, new NativeClock());
    }
}
