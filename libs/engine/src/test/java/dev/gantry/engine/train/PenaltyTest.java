package dev.gantry.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.NativeClock;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.Tensors;
import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.Mul;
import dev.gantry.networks.recipe.Regularizer;
import dev.gantry.networks.shape.Shape;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class PenaltyTest {
    /** With logits {@code w · x²}, the gradient by the image is {@code 2 w x} and the penalty's by the weight {@code 4 γ w x²}. */
    @Test
    void r1IsTheSquaredImageGradientAndReachesTheWeights() {
        double gamma = 3;
        try (Player discriminator = squaringDiscriminator(2)) {
            float[] penaltyAndGradient = NativeScope.call(() -> {
                Tensor image = Tensors.copyOf(new float[] {0.5f, 1.5f}, ComputeDevice.CPU, 2, 1, 1, 1);
                Tensor penalty = Penalty.of(new Regularizer.R1(gamma, 1)).of(discriminator, image);
                return new float[] {penalty.item_float(), Tensors.toArray(discriminator.gradientOf(penalty))[0]};
            });

            double meanSquare = (0.5 * 0.5 + 1.5 * 1.5) / 2;
            assertThat((double) penaltyAndGradient[0]).isCloseTo(gamma / 2 * 4 * 4 * meanSquare, within(1e-4));
            assertThat((double) penaltyAndGradient[1]).isCloseTo(4 * gamma * 2 * meanSquare, within(1e-4));
        }
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

    private static TrainingPlan everyRound(TrainingPlan plan) {
        return new TrainingPlan(
                plan.graphs(),
                plan.recipe(),
                plan.budget(),
                new Cadence(Plans.BATCH, plan.budget().images(), 2),
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
