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
import dev.gantry.networks.recipe.AdversarialLoss;
import dev.gantry.networks.shape.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscriminatorPhaseTest {
    private static final float[] REAL = {2, 4};
    private static final float[] FAKE = {-4, -2};

    @Test
    void realAndMadeImagesAreJudged() {
        StepStatistics statistics = play(false);

        assertThat(statistics.mean(Measures.REAL_LOGIT)).isCloseTo(3, within(1e-6));
        assertThat(statistics.mean(Measures.FAKE_LOGIT)).isCloseTo(-3, within(1e-6));
        assertThat(statistics.mean(Measures.REAL_ACCURACY)).isEqualTo(1);
        assertThat(statistics.mean(Measures.FAKE_ACCURACY)).isEqualTo(1);
    }

    /** In one pass the statistics of the mixture would keep the two apart: means of 0.95 and -0.95. */
    @Test
    void batchStatisticsOfRealAndMadeImagesDoNotMix() {
        StepStatistics statistics = play(true);

        assertThat(statistics.mean(Measures.REAL_LOGIT)).isCloseTo(0, within(1e-6));
        assertThat(statistics.mean(Measures.FAKE_LOGIT)).isCloseTo(0, within(1e-6));
    }

    /** One move of a discriminator whose logit is the only pixel, normalized or not. */
    private static StepStatistics play(boolean normalized) {
        NativeClock clock = new NativeClock();
        StepStatistics statistics = new StepStatistics(clock);
        TrainingPlan plan = plan(normalized);
        try (Player generator = new Player(plan, Role.GENERATOR, ComputeDevice.CPU, clock);
                Player discriminator = new Player(plan, Role.DISCRIMINATOR, ComputeDevice.CPU, clock)) {
            AdversarialObjective objective = AdversarialObjective.of(new AdversarialLoss.NonSaturating());
            Game game = new Game(
                    plan.recipe(),
                    generator,
                    discriminator,
                    objective,
                    new Augmenter(plan.recipe().augmentation(), 1),
                    statistics,
                    clock,
                    ComputeDevice.CPU,
                    false);
            NativeScope.run(() -> new DiscriminatorPhase(game, List.of())
                    .run(new Round(
                            Tensors.copyOf(REAL, ComputeDevice.CPU, 2, 1, 1, 1),
                            Tensors.copyOf(FAKE, ComputeDevice.CPU, 2, 1, 1, 1),
                            () -> {
                                throw new AssertionError("the discriminator needs no more");
                            },
                            1,
                            0)));
        }
        return statistics;
    }

    private static TrainingPlan plan(boolean normalized) {
        GraphBuilder b = new GraphBuilder();
        Value x = Layers.flatten(b, "flat", b.input("image", Shape.batched(1, 1, 1)));
        Value judged = normalized ? Layers.batchNorm(b, "norm", x, Initializer.ones()) : x;
        b.output("logits", Layers.linear(b, "head", judged, 1, Initializer.ones()));
        Graph discriminator = b.build();
        TrainingPlan plan = Plans.ofImages(1);
        return new TrainingPlan(
                Map.of(Role.GENERATOR, plan.graph(Role.GENERATOR), Role.DISCRIMINATOR, discriminator),
                plan.recipe(),
                plan.budget(),
                plan.cadence(),
                plan.seed(),
                plan.precision());
    }
}
