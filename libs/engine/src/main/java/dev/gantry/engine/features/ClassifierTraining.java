package dev.gantry.engine.features;

import dev.gantry.engine.data.LabelledImages;
import dev.gantry.engine.runtime.Adam;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.GraphExecutor;
import dev.gantry.engine.runtime.Mode;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.ParameterSet;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.runtime.Tensors;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.recipe.Optimizer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Minimizes the cross-entropy of a graph {@code image -> logits [N, classes]}. */
public final class ClassifierTraining implements AutoCloseable {
    private static final int BATCH = 32;
    private static final Optimizer.Adam ADAM = new Optimizer.Adam(2e-3, 0.9, 0.999, 1e-8);

    private final LabelledImages images;
    private final ComputeDevice device;
    private final RandomStream order;
    private final GraphExecutor executor;
    private final ParameterSet parameters;
    private final Adam adam;

    /** Prepares training from the graph's initial values. */
    public ClassifierTraining(Graph graph, LabelledImages images, long seed, ComputeDevice device) {
        this.images = images;
        this.device = device;
        order = RandomStream.of(seed, "classifier.order");
        executor = new GraphExecutor(graph, device);
        parameters = ParameterSet.initialize(graph, seed, "classifier", device);
        adam = new Adam(ADAM, NativeScope.call(() -> Tensors.retain(parameters.trainable())));
    }

    /**
     * Trains and returns the values of all parameters by name.
     *
     * @param progress counts images
     */
    public Map<String, float[]> run(int epochs, WorkProgress progress) {
        for (int epoch = 0; epoch < epochs; epoch++) {
            int[] permutation = order.permutation(images.size());
            for (int begin = 0; begin < permutation.length; begin += BATCH) {
                int[] batch = Arrays.copyOfRange(permutation, begin, Math.min(begin + BATCH, permutation.length));
                NativeScope.run(() -> step(batch));
                progress.at(epoch * images.size() + begin + batch.length, epochs * images.size());
            }
        }
        return parameters.toMap();
    }

    private void step(int[] batch) {
        Tensor input =
                Tensors.copyOf(pixels(batch), device, batch.length, images.channels(), images.height(), images.width());
        Tensor logits =
                executor.run(Map.of("image", input), parameters, Mode.TRAINING).get("logits");
        if (logits == null) {
            throw new IllegalStateException("the graph has no output logits");
        }
        long[] labels = Arrays.stream(batch).mapToLong(images::label).toArray();
        Tensor loss = torch.cross_entropy_loss(
                logits, Tensor.create(labels, batch.length).to(logits.device(), torch.ScalarType.Long));
        adam.step(parameters.gradientOf(loss));
    }

    private float[] pixels(int[] batch) {
        FloatBuffer values = FloatBuffer.allocate(batch.length * images.sampleLength());
        images.read(batch, values);
        return values.array();
    }

    @Override
    public void close() {
        adam.close();
        parameters.close();
        executor.close();
    }
}
