package dev.gantry.serving.testing;

import dev.gantry.contracts.models.Network;
import dev.gantry.contracts.models.Probe;
import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.contracts.models.TensorSpec;
import dev.gantry.contracts.sampling.LatentSampler;
import dev.gantry.contracts.sampling.OutputStatistics;
import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.json.CanonicalJson;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.Reshape;
import dev.gantry.networks.op.Tanh;
import dev.gantry.networks.shape.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * {@code image = tanh(weight · cos(pixel + latent index) · z + bias)}, latent length 8, one channel of 4 by 4 pixels.
 *
 * @param weight 0 makes every pixel {@code tanh(bias)}
 */
public record TinyGenerator(float weight, float bias) {
    public static final int LATENT = 8;
    public static final SampleSpec SAMPLE = new SampleSpec.Images(1, 4, 4);
    private static final int PIXELS = 16;
    private static final int PROBE_COUNT = 5;

    /** Every pixel of every sample is about this. */
    public static TinyGenerator constant(double pixel) {
        return new TinyGenerator(0, (float) (0.5 * Math.log((1 + pixel) / (1 - pixel))));
    }

    public byte[] onnx() {
        float[] bias = new float[PIXELS];
        Arrays.fill(bias, this.bias);
        return Onnx.write(Role.GENERATOR, graph(), Map.of("project.weight", weights(), "project.bias", bias));
    }

    /** What the samples should be, computed without a network: {@code [count, 1, 4, 4]}. */
    public float[] samples(long seed, int count) {
        float[] z = LatentSampler.draw(seed, 0, count, LATENT);
        float[] weights = weights();
        float[] image = new float[count * PIXELS];
        for (int sample = 0; sample < count; sample++) {
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                double sum = bias;
                for (int i = 0; i < LATENT; i++) {
                    sum += (double) weights[pixel * LATENT + i] * z[sample * LATENT + i];
                }
                image[sample * PIXELS + pixel] = (float) Math.tanh(sum);
            }
        }
        return image;
    }

    public Probe probe() {
        return OutputStatistics.of(samples(7, PROBE_COUNT)).probe(7, PROBE_COUNT, 1e-4);
    }

    /** The manifest's entry for the stored file. */
    public static Network network(StoredFile file) {
        return new Network(
                file,
                CanonicalJson.sha256(graph()),
                List.of(new TensorSpec("z", List.of(-1L, (long) LATENT))),
                List.of(new TensorSpec("image", List.of(-1L, 1L, 4L, 4L))),
                0);
    }

    private static Graph graph() {
        GraphBuilder b = new GraphBuilder();
        var z = b.input("z", Shape.batched(LATENT));
        var flat = Layers.linear(b, "project", z, PIXELS, Initializer.zeros());
        b.output("image", b.node("tanh", new Tanh(), b.node("maps", new Reshape(List.of(1, 4, 4)), flat)));
        return b.build();
    }

    private float[] weights() {
        float[] weights = new float[PIXELS * LATENT];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weight * (float) Math.cos(i / LATENT + i % LATENT);
        }
        return weights;
    }
}
