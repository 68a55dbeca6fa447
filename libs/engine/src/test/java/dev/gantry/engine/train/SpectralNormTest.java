package dev.gantry.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.engine.export.RoleExporter;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.GraphExecutor;
import dev.gantry.engine.runtime.Mode;
import dev.gantry.engine.runtime.NativeClock;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.ParameterSet;
import dev.gantry.engine.runtime.Tensors;
import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.Conv;
import dev.gantry.networks.op.ConvTranspose;
import dev.gantry.networks.recipe.AdversarialLoss;
import dev.gantry.networks.recipe.Regularizer;
import dev.gantry.networks.shape.Shape;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class SpectralNormTest {
    /** Two outputs of three inputs each. */
    private static final float[] MATRIX = {1, -2, 0.5f, 3, 0.25f, -1};

    private static final float[] TRANSPOSED = {1, 3, -2, 0.25f, 0.5f, -1};

    @Test
    void linearWeightIsDividedByItsGreatestSingularValue() {
        GraphBuilder b = new GraphBuilder();
        Value x = Layers.flatten(b, "flat", b.input("image", Shape.batched(3, 1, 1)));
        assertNormalized(b, Layers.linear(b, "layer", x, 2, Initializer.ones()), MATRIX);
    }

    @Test
    void convolutionCountsItsOutputsOnTheFirstAxis() {
        GraphBuilder b = new GraphBuilder();
        Value x = b.input("image", Shape.batched(3, 1, 1));
        assertNormalized(b, Layers.convWithBias(b, "layer", x, 2, 1, new Conv(1, 0), Initializer.ones()), MATRIX);
    }

    @Test
    void transposedConvolutionCountsItsOutputsOnTheSecondAxis() {
        GraphBuilder b = new GraphBuilder();
        Value x = b.input("image", Shape.batched(3, 1, 1));
        assertNormalized(
                b,
                Layers.convTransposeWithBias(b, "layer", x, 2, 1, new ConvTranspose(1, 0), Initializer.ones()),
                TRANSPOSED);
    }

    /** The derivative of {@code w₀₀ / sigma(W)} by each weight, against differences. */
    @Test
    void gradientTakesTheSingularValueIntoAccount() {
        GraphBuilder b = new GraphBuilder();
        Value x = Layers.flatten(b, "flat", b.input("image", Shape.batched(3, 1, 1)));
        Graph graph = finish(b, Layers.linear(b, "layer", x, 2, Initializer.ones()));
        float[] gradient = new float[MATRIX.length];
        Map<String, float[]> values = Map.of("layer.weight", MATRIX, "layer.bias", new float[2]);
        try (ParameterSet parameters = ParameterSet.of(graph, values, ComputeDevice.CPU);
                SpectralNorm norm = spectralNorm(graph, parameters)) {
            NativeScope.run(() -> {
                Tensor corner = norm.get("layer.weight").select(0, 0).select(0, 0);
                System.arraycopy(Tensors.toArray(parameters.gradientOf(corner)), 0, gradient, 0, gradient.length);
            });
        }

        double step = 1e-4;
        for (int i = 0; i < MATRIX.length; i++) {
            float[] more = MATRIX.clone();
            more[i] += (float) step;
            float[] less = MATRIX.clone();
            less[i] -= (float) step;
            double slope = (more[0] / greatestSingularValue(more) - less[0] / greatestSingularValue(less))
                    / ((double) more[i] - less[i]);
            assertThat((double) gradient[i]).as("weight " + i).isCloseTo(slope, within(2e-4));
        }
    }

    @Test
    void checkpointHasTheWeightsThatTheDiscriminatorComputesWith() {
        TrainingPlan plan = Plans.of(new AdversarialLoss.Hinge(), new Regularizer.SpectralNorm(), 30L * Plans.BATCH);
        RoleSnapshot discriminator = TrainingRun.run(plan, new TwoModeImages(), new RecordingObserver())
                .last()
                .discriminator();

        double square = 0;
        for (float weight : discriminator.values("head.weight")) {
            square += weight * weight;
        }
        assertThat(Math.sqrt(square)).isCloseTo(1, within(1e-5));
        assertThat(RoleExporter.export(discriminator, Map.of()).parityError()).isLessThan(1e-4);
    }

    @Test
    void snapshotComputesAsThePlayerDoes() {
        TrainingPlan plan = Plans.of(new AdversarialLoss.Hinge(), new Regularizer.SpectralNorm(), Plans.BATCH);
        try (Player player = new Player(plan, Role.DISCRIMINATOR, ComputeDevice.CPU, new NativeClock());
                GraphExecutor executor = new GraphExecutor(player.graph(), ComputeDevice.CPU);
                ParameterSet baked =
                        ParameterSet.of(player.graph(), player.snapshot().parameters(), ComputeDevice.CPU)) {
            float[] pixels = new float[TwoModeImages.SIDE * TwoModeImages.SIDE];
            pixels[3] = 1;
            pixels[40] = -0.5f;
            float[] logits = NativeScope.callWithoutGradient(() -> {
                Tensor image = Tensors.copyOf(pixels, ComputeDevice.CPU, 1, 1, TwoModeImages.SIDE, TwoModeImages.SIDE);
                return new float[] {
                    player.run(image, Mode.EVALUATION).item_float(),
                    executor.apply(image, baked, Mode.EVALUATION).item_float()
                };
            });
            assertThat(logits[0]).isEqualTo(logits[1]).isNotZero();
        }
    }

    private static void assertNormalized(GraphBuilder b, Value layer, float[] weight) {
        Graph graph = finish(b, layer);
        Map<String, float[]> values = Map.of("layer.weight", weight, "layer.bias", new float[2]);
        float[] normalized;
        try (ParameterSet parameters = ParameterSet.of(graph, values, ComputeDevice.CPU);
                SpectralNorm norm = spectralNorm(graph, parameters)) {
            normalized = Tensors.toArray(norm.get("layer.weight"));
        }
        double sigma = greatestSingularValue(MATRIX);
        for (int i = 0; i < weight.length; i++) {
            assertThat((double) normalized[i]).isCloseTo(weight[i] / sigma, within(1e-6));
        }
    }

    private static SpectralNorm spectralNorm(Graph graph, ParameterSet parameters) {
        return SpectralNorm.of(List.of(new Regularizer.SpectralNorm()), graph, parameters, 7)
                .orElseThrow();
    }

    private static Graph finish(GraphBuilder b, Value layer) {
        b.output("logits", layer);
        return b.build();
    }

    /** The root of the greater eigenvalue of the rows' products with each other. */
    private static double greatestSingularValue(float[] matrix) {
        double first = 0;
        double second = 0;
        double mixed = 0;
        for (int i = 0; i < 3; i++) {
            first += (double) matrix[i] * matrix[i];
            second += (double) matrix[3 + i] * matrix[3 + i];
            mixed += (double) matrix[i] * matrix[3 + i];
        }
        double half = (first + second) / 2;
        return Math.sqrt(half + Math.sqrt(Math.pow((first - second) / 2, 2) + mixed * mixed));
    }
}
