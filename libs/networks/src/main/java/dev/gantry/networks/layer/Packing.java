package dev.gantry.networks.layer;

import dev.gantry.networks.InvalidFieldException;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.Node;
import dev.gantry.networks.graph.ParameterSpec;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.op.AveragePool;
import dev.gantry.networks.op.Concat;
import dev.gantry.networks.op.Conv;
import dev.gantry.networks.op.LeakyRelu;
import dev.gantry.networks.op.Linear;
import dev.gantry.networks.op.MaxPool;
import dev.gantry.networks.op.Op;
import dev.gantry.networks.op.Relu;
import dev.gantry.networks.op.Reshape;
import dev.gantry.networks.op.Tanh;
import dev.gantry.networks.op.Upsample;
import dev.gantry.networks.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Widens the first layers of discriminators so that they judge several samples together, concatenated along their channels: a
 * generator that makes few different samples is then easy to find out.
 *
 * <p>Lin et al., <a href="https://arxiv.org/abs/1712.04086">PacGAN: The power of two samples in generative adversarial
 * networks</a>, 2018.
 */
public final class Packing {
    private final Graph graph;
    private final int samples;
    private final Value input;
    private final Map<String, Shape> packed = new HashMap<>();
    private final Set<String> widened = new HashSet<>();
    private final List<Node> nodes = new ArrayList<>();

    private Packing(Graph graph, int samples) {
        if (graph.inputs().size() != 1) {
            throw new IllegalArgumentException("the discriminator has inputs " + graph.inputs() + ", must have one");
        }
        this.graph = graph;
        this.samples = samples;
        input = graph.inputs().get(0);
    }

    /**
     * A discriminator of single samples {@code [N, C, ...]} as one of packs {@code [N, samples · C, ...]}.
     *
     * @param samples judged together; 1 gives the graph itself
     * @throws InvalidFieldException if the graph mixes channels in another way than by a convolution or a linear layer first
     */
    public static Graph discriminator(Graph graph, int samples) {
        if (samples == 1) {
            return graph;
        }
        Packing packing = new Packing(graph, samples);
        packing.packed.put(packing.input.name(), packing.widened(packing.input.shape()));
        graph.nodes().forEach(packing::add);
        return packing.build(new Value(packing.input.name(), packing.widened(packing.input.shape())));
    }

    /**
     * Features of single samples from the body of a packed discriminator, whose weights fit: the pack is one sample, repeated.
     *
     * @param graph the body of the discriminator of single samples
     * @param samples judged together; 1 gives the graph itself
     * @throws InvalidFieldException as for {@link #discriminator}
     */
    public static Graph features(Graph graph, int samples) {
        if (samples == 1) {
            return graph;
        }
        Packing packing = new Packing(graph, samples);
        String sample = packing.input.name();
        Node pack = new Node(
                sample + ".pack",
                new Concat(1),
                Collections.nCopies(samples, sample),
                packing.widened(packing.input.shape()));
        packing.packed.put(pack.name(), pack.shape());
        packing.nodes.add(pack);
        for (Node node : graph.nodes()) {
            List<String> inputs = new ArrayList<>(node.inputs());
            inputs.replaceAll(name -> name.equals(sample) ? pack.name() : name);
            packing.add(new Node(node.name(), node.op(), inputs, node.shape()));
        }
        return packing.build(packing.input);
    }

    /** Follows the packed channels up to the weights that take them in. */
    private void add(Node node) {
        Shape shape = packed.get(node.inputs().get(0));
        if (shape == null) {
            if (node.inputs().stream().anyMatch(packed::containsKey)) {
                throw refusal(node);
            }
            nodes.add(node);
        } else if (takesAllChannels(node.op())) {
            widened.add(node.inputs().get(1));
            nodes.add(node);
        } else if (node.op() instanceof Reshape flattening
                && flattening.sampleDims().size() == 1) {
            addPacked(
                    node, new Reshape(List.of(samples * flattening.sampleDims().get(0))));
        } else if (leavesChannelsAlone(node.op())) {
            addPacked(node, node.op());
        } else {
            throw refusal(node);
        }
    }

    private void addPacked(Node node, Op op) {
        Shape shape = widened(node.shape());
        packed.put(node.name(), shape);
        nodes.add(new Node(node.name(), op, node.inputs(), shape));
    }

    private static boolean takesAllChannels(Op op) {
        return op instanceof Linear || (op instanceof Conv conv && conv.groups() == 1);
    }

    private static boolean leavesChannelsAlone(Op op) {
        return op instanceof AveragePool
                || op instanceof MaxPool
                || op instanceof Upsample
                || op instanceof LeakyRelu
                || op instanceof Relu
                || op instanceof Tanh;
    }

    private InvalidFieldException refusal(Node node) {
        return new InvalidFieldException(
                "packing", samples, "1: " + node.name() + " of the discriminator takes single samples only");
    }

    private Shape widened(Shape shape) {
        return shape.with(1, shape.dim(1) * samples);
    }

    private Graph build(Value newInput) {
        List<ParameterSpec> parameters = graph.parameters().stream()
                .map(spec -> widened.contains(spec.name())
                        ? new ParameterSpec(spec.name(), widened(spec.shape()), spec.kind(), spec.initializer())
                        : spec)
                .toList();
        return new Graph(List.of(newInput), parameters, nodes, graph.outputs());
    }
}
