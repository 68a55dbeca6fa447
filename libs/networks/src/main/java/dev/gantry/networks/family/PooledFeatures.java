package dev.gantry.networks.family;

import dev.gantry.networks.family.SampleShape.Images;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.Concat;
import java.util.List;
import java.util.function.BiFunction;

/** A discriminator's layers as a feature extractor. */
final class PooledFeatures {

    private PooledFeatures() {}

    /**
     * {@code image [N, C, H, W]} to {@code features [N, F]}, mean and standard deviation of every map, vectors as they are, and
     * {@code top [N, ...]}, the last layer as it is.
     *
     * @param body makes the layers of a picture
     */
    static Graph of(Images images, BiFunction<GraphBuilder, Value, List<Value>> body) {
        GraphBuilder b = new GraphBuilder();
        List<Value> layers = body.apply(b, b.input(images.kind().tensor(), images.batched()));
        List<Value> pooled = layers.stream()
                .map(layer -> layer.shape().rank() == 4
                        ? Layers.meanAndDeviation(b, layer.name() + ".statistics", layer)
                        : layer)
                .toList();
        b.output("features", b.node("pooled", new Concat(1), pooled));
        b.output("top", layers.get(layers.size() - 1));
        return b.build();
    }
}
