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
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Minimizes the cross-entropy of a graph {@code image -> logits [N, classes]}. */
public final class ClassifierTraining implements AutoCloseable {
    private static final int BATCH = 32;
    private static final int PERCENT = 100;
    private static final Optimizer.Adam ADAM = new Optimizer.Adam(2e-3, 0.9, 0.999, 1e-8);

    private final ComputeDevice device;
    private final RandomStream order;
    private final GraphExecutor executor;
    private final ParameterSet parameters;
    private final Adam adam;

    /**
     * Prepares training.
     *
     * @param known values of parameters to begin with, by name; the others begin as the graph says
     */
    public ClassifierTraining(Graph graph, Map<String, float[]> known, long seed, ComputeDevice device) {
        this.device = device;
        order = RandomStream.of(seed, "classifier.order");
        executor = new GraphExecutor(graph, device);
        parameters = ParameterSet.initialize(graph, seed, "classifier", device);
        Map<String, float[]> initial = new HashMap<>(parameters.toMap());
        initial.putAll(known);
        parameters.load(initial);
        adam = new Adam(ADAM, NativeScope.call(() -> Tensors.retain(parameters.trainable())));
    }

    /**
     * Trains and returns the values of all parameters by name. The learning rate falls to zero along half a cosine (Loshchilov
     * and Hutter, <a href="https://arxiv.org/abs/1608.03983">arXiv:1608.03983</a>).
     *
     * @param imagesOf an epoch, from 0; as many in each
     * @param progress in percent
     */
    public Map<String, float[]> run(int epochs, IntFunction<LabelledImages> imagesOf, WorkProgress progress) {
        for (int epoch = 0; epoch < epochs; epoch++) {
            LabelledImages images = imagesOf.apply(epoch);
            int[] permutation = order.permutation(images.size());
            for (int begin = 0; begin < permutation.length; begin += BATCH) {
                int[] batch = Arrays.copyOfRange(permutation, begin, Math.min(begin + BATCH, permutation.length));
                double done = (epoch + (double) begin / images.size()) / epochs;
                NativeScope.run(() -> step(images, batch, rates(done)));
                progress.at((int) (PERCENT * done), PERCENT);
            }
        }
        progress.at(PERCENT, PERCENT);
        return parameters.toMap();
    }

    private static Adam.Rates rates(double done) {
        return new Adam.Rates(ADAM.learningRate() * (1 + Math.cos(Math.PI * done)) / 2, ADAM.beta1(), ADAM.beta2());
    }

    private void step(LabelledImages images, int[] batch, Adam.Rates rates) {
        Tensor input = Tensors.copyOf(
                pixels(images, batch), device, batch.length, images.channels(), images.height(), images.width());
        Tensor logits =
                executor.run(Map.of("image", input), parameters, Mode.TRAINING).get("logits");
        if (logits == null) {
            throw new IllegalStateException("the graph has no output logits");
        }
        long[] labels = Arrays.stream(batch).mapToLong(images::label).toArray();
        Tensor loss = torch.cross_entropy_loss(
                logits, Tensor.create(labels, batch.length).to(logits.device(), torch.ScalarType.Long));
        adam.step(parameters.gradientOf(loss), rates);
    }

    private static float[] pixels(LabelledImages images, int[] batch) {
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
