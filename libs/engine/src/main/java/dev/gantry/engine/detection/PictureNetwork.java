package dev.gantry.engine.detection;

import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.GraphExecutor;
import dev.gantry.engine.runtime.Mode;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.ParameterSet;
import dev.gantry.engine.runtime.Tensors;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PixelScale;
import dev.gantry.networks.graph.Graph;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A network with one input {@code image [N, C, H, W]} and one output, run over pictures. */
final class PictureNetwork implements AutoCloseable {
    private static final int BATCH = 128;

    private final GraphExecutor executor;
    private final ParameterSet parameters;
    private final ComputeDevice device;

    PictureNetwork(Graph graph, Map<String, float[]> parameters, ComputeDevice device) {
        this.device = device;
        this.parameters = ParameterSet.of(graph, parameters, device);
        this.executor = new GraphExecutor(graph, device);
    }

    /** The outputs of all pictures, one after the other. */
    float[] apply(List<Picture> pictures) {
        float[] all = {};
        for (int begin = 0; begin < pictures.size(); begin += BATCH) {
            List<Picture> batch = pictures.subList(begin, Math.min(begin + BATCH, pictures.size()));
            float[] outputs = run(batch);
            int each = outputs.length / batch.size();
            if (begin == 0) {
                all = new float[Math.multiplyExact(each, pictures.size())];
            }
            System.arraycopy(outputs, 0, all, begin * each, outputs.length);
        }
        return all;
    }

    /** {@link #apply} in double precision. */
    double[] scores(List<Picture> pictures) {
        float[] outputs = apply(pictures);
        double[] scores = new double[outputs.length];
        Arrays.setAll(scores, i -> outputs[i]);
        return scores;
    }

    @Override
    public void close() {
        executor.close();
        parameters.close();
    }

    private float[] run(List<Picture> batch) {
        Picture first = batch.get(0);
        int each = first.pixels().length;
        float[] values = new float[each * batch.size()];
        for (int i = 0; i < batch.size(); i++) {
            byte[] pixels = batch.get(i).pixels();
            for (int p = 0; p < each; p++) {
                values[i * each + p] = PixelScale.toFloat(pixels[p]);
            }
        }
        return NativeScope.callWithoutGradient(() -> Tensors.toArray(executor.apply(
                Tensors.copyOf(values, device, batch.size(), first.channels(), first.height(), first.width()),
                parameters,
                Mode.EVALUATION)));
    }
}
