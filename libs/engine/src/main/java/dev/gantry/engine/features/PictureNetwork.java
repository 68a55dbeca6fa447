package dev.gantry.engine.features;

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
import org.bytedeco.pytorch.Tensor;

/** A network with one input {@code image [N, C, H, W]}, run over pictures for one of its outputs. */
public final class PictureNetwork implements AutoCloseable {
    private static final int BATCH = 128;

    private final GraphExecutor executor;
    private final ParameterSet parameters;
    private final ComputeDevice device;
    private final String output;

    /**
     * @param output {@code [N]} or {@code [N, F]}
     * @param parameters row-major values by name
     */
    public PictureNetwork(Graph graph, String output, Map<String, float[]> parameters, ComputeDevice device) {
        this.output = output;
        this.device = device;
        this.parameters = ParameterSet.of(graph, parameters, device);
        this.executor = new GraphExecutor(graph, device);
    }

    /** The output of each picture as a row. */
    public FeatureMatrix apply(List<Picture> pictures) {
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("there is no picture to look at");
        }
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
        return new FeatureMatrix(pictures.size(), all.length / pictures.size(), all);
    }

    /** The output {@code [N]} of all pictures. */
    public double[] scores(List<Picture> pictures) {
        FeatureMatrix rows = apply(pictures);
        double[] scores = new double[rows.rows()];
        Arrays.setAll(scores, i -> rows.get(i, 0));
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
        return NativeScope.callWithoutGradient(() -> {
            Tensor images =
                    Tensors.copyOf(values, device, batch.size(), first.channels(), first.height(), first.width());
            Map<String, Tensor> outputs = executor.run(Map.of("image", images), parameters, Mode.EVALUATION);
            Tensor wanted = outputs.get(output);
            if (wanted == null) {
                throw new IllegalArgumentException("no output " + output + "; there are " + outputs.keySet());
            }
            return Tensors.toArray(wanted);
        });
    }
}
