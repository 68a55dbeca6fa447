package dev.gantry.engine.train;

import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.ParameterSet;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.runtime.Tensors;
import dev.gantry.engine.runtime.Weights;
import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.state.Stateful;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.Node;
import dev.gantry.networks.graph.ParameterSpec;
import dev.gantry.networks.op.Conv;
import dev.gantry.networks.op.ConvTranspose;
import dev.gantry.networks.op.Linear;
import dev.gantry.networks.recipe.Regularizer;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A network's weights, each matrix of them divided by its greatest singular value: of convolutions as {@code [out, the rest]}. Two
 * vectors a matrix follow it by one step of power iteration after each step of the weights. See {@link Regularizer.SpectralNorm}.
 */
final class SpectralNorm implements Weights, Stateful, AutoCloseable {
    /** Steps of power iteration for parameters that the vectors have not followed. */
    private static final int SETTLING_STEPS = 20;

    private static final double SMALLEST_LENGTH = 1e-12;

    private final ParameterSet parameters;
    private final Map<String, Matrix> matrices = new LinkedHashMap<>();

    /** @param outAxis where a weight's outputs are counted; {@code left [out]} and {@code right [the rest]} have length 1 */
    private record Matrix(int outAxis, Tensor left, Tensor right) {
        Tensor of(Tensor weight) {
            return weight.transpose(0, outAxis).flatten(1, -1);
        }
    }

    private SpectralNorm(Graph graph, ParameterSet parameters, long seed) {
        this.parameters = parameters;
        Map<String, Integer> outAxes = outAxes(graph);
        for (ParameterSpec spec : graph.parameters()) {
            if (spec.kind() == ParameterSpec.Kind.TRAINABLE && outAxes.containsKey(spec.name())) {
                int outAxis = outAxes.get(spec.name());
                int outputs = spec.shape().dim(outAxis);
                RandomStream random = RandomStream.of(seed, "spectral-norm." + spec.name());
                matrices.put(
                        spec.name(),
                        new Matrix(
                                outAxis,
                                direction(random, outputs),
                                direction(random, Math.toIntExact(spec.shape().elements() / outputs))));
            }
        }
        settle();
    }

    /** For a network's parameters, if its regularizers want it. */
    static Optional<SpectralNorm> of(List<Regularizer> regularizers, Graph graph, ParameterSet parameters, long seed) {
        return regularizers.stream().anyMatch(Regularizer.SpectralNorm.class::isInstance)
                ? Optional.of(new SpectralNorm(graph, parameters, seed))
                : Optional.empty();
    }

    /** The parameter of that name, normalized if it is such a weight; differentiable by the parameter itself. */
    @Override
    public Tensor get(String name) {
        Tensor weight = parameters.get(name);
        Matrix matrix = matrices.get(name);
        if (matrix == null) {
            return weight;
        }
        // Products of elements instead of matrices, so that autocast leaves them in 32 bits.
        Tensor directions = matrix.left().unsqueeze(1).mul(matrix.right().unsqueeze(0));
        return weight.div(matrix.of(weight).mul(directions).sum());
    }

    /** Finds the vectors of parameters that are new. */
    void settle() {
        for (int step = 0; step < SETTLING_STEPS; step++) {
            follow();
        }
    }

    /** Takes one step of power iteration towards the parameters as they are now. */
    void follow() {
        NativeScope.runWithoutGradient(() -> matrices.forEach((name, matrix) -> {
            Tensor weight = matrix.of(parameters.get(name));
            matrix.right().copy_(normalized(weight.t().mv(matrix.left())));
            matrix.left().copy_(normalized(weight.mv(matrix.right())));
        }));
    }

    @Override
    public void visitState(StateVisitor visitor) {
        matrices.forEach((name, matrix) -> {
            Tensors.visit(visitor, name + ".left", matrix.left());
            Tensors.visit(visitor, name + ".right", matrix.right());
        });
    }

    @Override
    public void close() {
        matrices.values().forEach(matrix -> {
            matrix.left().releaseReference();
            matrix.right().releaseReference();
        });
    }

    /** The axis of the outputs by the name of each weight. */
    private static Map<String, Integer> outAxes(Graph graph) {
        Map<String, Integer> axes = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Conv || node.op() instanceof Linear) {
                axes.put(node.inputs().get(1), 0);
            } else if (node.op() instanceof ConvTranspose) {
                axes.put(node.inputs().get(1), 1);
            }
        }
        return axes;
    }

    private Tensor direction(RandomStream random, int length) {
        float[] values = new float[length];
        random.fillGaussian(FloatBuffer.wrap(values));
        return NativeScope.call(() -> Tensors.retain(
                normalized(Tensors.copyOf(values, parameters.device(), length)).clone()));
    }

    private static Tensor normalized(Tensor vector) {
        return vector.div(vector.norm().add(new Scalar(SMALLEST_LENGTH)));
    }
}
