package dev.gantry.networks.graph;

import dev.gantry.networks.op.Op;
import dev.gantry.networks.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An immutable network description in static single assignment: every value is defined once, before it is used. It
 * holds no weights, no randomness and no code; two graphs are equal when they describe the same computation the same way.
 *
 * @param inputs     what a caller supplies, batched: {@code [N, ...]}
 * @param parameters what belongs to the network
 * @param nodes      computations in topological order
 * @param outputs    results, in the caller's order
 */
public record Graph(List<Value> inputs, List<ParameterSpec> parameters, List<Node> nodes, List<Output> outputs) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    /**
     * Checks names, order and shapes.
     *
     * @throws GraphException naming the first value that is wrong
     */
    public Graph {
        inputs = List.copyOf(inputs);
        parameters = List.copyOf(parameters);
        nodes = List.copyOf(nodes);
        outputs = List.copyOf(outputs);
        Map<String, Shape> known = new HashMap<>();
        for (Value input : inputs) {
            if (!input.shape().isBatched()) {
                throw new GraphException(input.name(), "input is " + input.shape() + ", must be [N, ...]");
            }
            define(known, input.name(), input.shape());
        }
        parameters.forEach(parameter -> define(known, parameter.name(), parameter.shape()));
        for (Node node : nodes) {
            Shape inferred = infer(node.name(), node.op(), shapes(known, node.name(), node.inputs()));
            if (!inferred.equals(node.shape())) {
                throw new GraphException(node.name(), "declared as " + node.shape() + ", computes " + inferred);
            }
            define(known, node.name(), inferred);
        }
        checkOutputs(outputs, known);
    }

    private static void checkOutputs(List<Output> outputs, Map<String, Shape> known) {
        if (outputs.isEmpty()) {
            throw new GraphException("graph", "has no output");
        }
        Set<String> names = new HashSet<>();
        for (Output output : outputs) {
            checkName(output.name());
            if (!known.containsKey(output.value())) {
                throw new GraphException(output.name(), "output stands for unknown value " + output.value());
            }
            boolean hidesOther =
                    known.containsKey(output.name()) && !output.name().equals(output.value());
            if (hidesOther || !names.add(output.name())) {
                throw new GraphException(output.name(), "output's name is taken");
            }
        }
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new GraphException(name, "is no name, must be of letters, digits, dots, underscores and hyphens");
        }
    }

    static void define(Map<String, Shape> known, String name, Shape shape) {
        checkName(name);
        if (known.putIfAbsent(name, shape) != null) {
            throw new GraphException(name, "is defined twice");
        }
    }

    static List<Shape> shapes(Map<String, Shape> known, String user, List<String> names) {
        List<Shape> shapes = new ArrayList<>(names.size());
        for (String name : names) {
            Shape shape = known.get(name);
            if (shape == null) {
                throw new GraphException(user, "uses " + name + ", which is not defined before it");
            }
            shapes.add(shape);
        }
        return shapes;
    }

    static Shape infer(String path, Op op, List<Shape> inputs) {
        try {
            return op.output(inputs);
        } catch (IllegalArgumentException e) {
            throw new GraphException(path, e);
        }
    }

    /** The shapes of all values by name: inputs, parameters and nodes. */
    public Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new HashMap<>();
        inputs.forEach(input -> shapes.put(input.name(), input.shape()));
        parameters.forEach(parameter -> shapes.put(parameter.name(), parameter.shape()));
        nodes.forEach(node -> shapes.put(node.name(), node.shape()));
        return Map.copyOf(shapes);
    }

    /**
     * The shape of the output of that name.
     *
     * @throws GraphException when there is no such output
     */
    public Shape outputShape(String name) {
        return outputs.stream()
                .filter(output -> output.name().equals(name))
                .map(output -> shapes().get(output.value()))
                .findFirst()
                .orElseThrow(() -> new GraphException(name, "is not an output; there are " + outputs));
    }

    /**
     * What one output is computed from, and nothing else.
     *
     * @throws GraphException when there is no such output
     */
    public Graph only(String output) {
        List<Output> wanted = outputs.stream()
                .filter(candidate -> candidate.name().equals(output))
                .toList();
        if (wanted.isEmpty()) {
            throw new GraphException(output, "is not an output; there are " + outputs);
        }
        Set<String> needed = new HashSet<>(Set.of(wanted.get(0).value()));
        List<Node> kept = new ArrayList<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (needed.contains(nodes.get(i).name())) {
                needed.addAll(nodes.get(i).inputs());
                kept.add(0, nodes.get(i));
            }
        }
        return new Graph(
                inputs,
                parameters.stream()
                        .filter(parameter -> needed.contains(parameter.name()))
                        .toList(),
                kept,
                wanted);
    }

    /** Number of trainable scalars. */
    public long parameterCount() {
        return parameters.stream()
                .filter(parameter -> parameter.kind() == ParameterSpec.Kind.TRAINABLE)
                .mapToLong(parameter -> parameter.shape().elements())
                .sum();
    }

    /** Multiply-accumulates that one sample costs in a forward pass. */
    public long multiplyAccumulates() {
        Map<String, Shape> shapes = shapes();
        return nodes.stream()
                .mapToLong(
                        node -> node.op().multiplyAccumulates(shapes(shapes, node.name(), node.inputs()), node.shape()))
                .sum();
    }
}
