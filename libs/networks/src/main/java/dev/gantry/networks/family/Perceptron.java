package dev.gantry.networks.family;

import dev.gantry.networks.Role;
import dev.gantry.networks.family.NetworkSpec.Normalization;
import dev.gantry.networks.family.SampleShape.Images;
import dev.gantry.networks.family.SampleShape.Points;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.LeakyRelu;
import dev.gantry.networks.op.Op;
import dev.gantry.networks.op.Relu;
import dev.gantry.networks.op.Reshape;
import dev.gantry.networks.op.Tanh;
import dev.gantry.networks.shape.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Generator and discriminator of three fully connected hidden layers each, for pictures and for points. */
final class Perceptron {

    private static final int HIDDEN_LAYERS = 3;
    private static final int POINT_WIDTH = 128;

    private static final Layer LEAKY = new Layer(new LeakyRelu(0.2f), new Initializer.KaimingUniform(0.2f));

    /** Bends more sharply, as narrow modes far apart ask for. */
    private static final Layer SHARP = new Layer(new Relu(), new Initializer.KaimingUniform(0));

    private Perceptron() {}

    /** What hidden layers are made of. */
    private record Layer(Op rectifier, Initializer weight) {
        static Layer of(NetworkSpec spec) {
            return spec.sample() instanceof Images ? LEAKY : SHARP;
        }
    }

    /**
     * Sizes that suit points. With no more directions in the latent than in the data, little of it lies where a generator passes
     * from one mode to the next.
     */
    static NetworkSpec pointSpec(Points points) {
        return new NetworkSpec(points, points.dimensions(), POINT_WIDTH, POINT_WIDTH, Normalization.NONE);
    }

    static Map<Role, Graph> graphs(NetworkSpec spec) {
        spec.requireNormalization(Normalization.NONE);
        Map<Role, Graph> graphs = new LinkedHashMap<>();
        graphs.put(Role.GENERATOR, generator(spec));
        graphs.put(Role.DISCRIMINATOR, discriminator(spec));
        return graphs;
    }

    private static Graph generator(NetworkSpec spec) {
        GraphBuilder b = new GraphBuilder();
        Layer layer = Layer.of(spec);
        List<Value> hidden = hidden(b, b.input("z", Shape.batched(spec.latentSize())), spec.generatorWidth(), layer);
        Shape sample = spec.sample().batched();
        Value x = Layers.linear(b, "sample", last(hidden), Math.toIntExact(sample.elements()), layer.weight());
        if (spec.sample() instanceof Images) {
            x = b.node("sample.tanh", new Tanh(), x);
            x = b.node("sample.maps", new Reshape(sample.dims().subList(1, sample.rank())), x);
        }
        b.output(spec.sample().kind().tensor(), x);
        return b.build();
    }

    private static Graph discriminator(NetworkSpec spec) {
        GraphBuilder b = new GraphBuilder();
        Value sample = b.input(spec.sample().kind().tensor(), spec.sample().batched());
        b.output(
                "logits",
                Layers.linear(
                        b,
                        "head",
                        last(body(b, sample, spec)),
                        1,
                        Layer.of(spec).weight()));
        return b.build();
    }

    /** The discriminator's hidden layers, the first of them first. */
    static List<Value> body(GraphBuilder b, Value sample, NetworkSpec spec) {
        return hidden(b, Layers.flatten(b, "flat", sample), spec.discriminatorWidth(), Layer.of(spec));
    }

    private static List<Value> hidden(GraphBuilder b, Value input, int width, Layer kind) {
        List<Value> layers = new ArrayList<>();
        Value x = input;
        for (int layer = 0; layer < HIDDEN_LAYERS; layer++) {
            GraphBuilder scope = b.scope("hidden" + layer);
            x = scope.node("rectified", kind.rectifier(), Layers.linear(scope, "linear", x, width, kind.weight()));
            layers.add(x);
        }
        return layers;
    }

    private static Value last(List<Value> layers) {
        return layers.get(layers.size() - 1);
    }
}
