package dev.gantry.networks.graph;

import dev.gantry.networks.op.Op;
import dev.gantry.networks.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a {@link Graph} value by value and refuses what does not fit at once, with the path in the message. Scoped
 * builders ({@link #scope}) write to the same graph under a longer path. Not thread-safe.
 */
public final class GraphBuilder {

    private final Draft draft;
    private final String path;

    public GraphBuilder() {
        this(new Draft(), "");
    }

    private GraphBuilder(Draft draft, String path) {
        this.draft = draft;
        this.path = path;
    }

    /** A builder of the same graph whose parameters and nodes are named {@code name.…}. */
    public GraphBuilder scope(String name) {
        return new GraphBuilder(draft, path + name + ".");
    }

    /** Declares an input {@code [N, ...]}; its name is the caller's and takes no scope. */
    public Value input(String name, Shape shape) {
        Value input = draft.define(name, shape);
        draft.inputs.add(input);
        return input;
    }

    /** Declares a weight. */
    public Value parameter(String name, Shape shape, Initializer initializer) {
        return declare(name, shape, ParameterSpec.Kind.TRAINABLE, initializer);
    }

    /** Declares a value that is saved with the weights but takes no gradient. */
    public Value buffer(String name, Shape shape, Initializer initializer) {
        return declare(name, shape, ParameterSpec.Kind.BUFFER, initializer);
    }

    /** Declares a value that never changes. */
    public Value constant(String name, Shape shape, Initializer.Fixed values) {
        return declare(name, shape, ParameterSpec.Kind.CONSTANT, values);
    }

    /**
     * Applies an operation.
     *
     * @throws GraphException {@code path: problem} when the inputs do not fit
     */
    public Value node(String name, Op op, Value... inputs) {
        return node(name, op, Arrays.asList(inputs));
    }

    /**
     * Applies an operation.
     *
     * @throws GraphException {@code path: problem} when the inputs do not fit
     */
    public Value node(String name, Op op, List<Value> inputs) {
        String full = path + name;
        List<String> names = inputs.stream().map(Value::name).toList();
        Shape shape = Graph.infer(full, op, Graph.shapes(draft.shapes, full, names));
        Value value = draft.define(full, shape);
        draft.nodes.add(new Node(full, op, names, shape));
        return value;
    }

    /** Declares a result; its name is the caller's and takes no scope. */
    public void output(String name, Value value) {
        draft.outputs.add(new Output(name, value.name()));
    }

    /**
     * Embeds another graph: its inputs become {@code inputs}, in its order, and its parameters and nodes move below
     * {@code name}.
     *
     * @return its outputs by name, in its order
     */
    public Map<String, Value> inline(Graph graph, String name, Value... inputs) {
        GraphBuilder inner = scope(name);
        if (inputs.length != graph.inputs().size()) {
            throw new GraphException(path + name, "got " + inputs.length + " inputs, the graph has " + graph.inputs());
        }
        Map<String, Value> values = new HashMap<>();
        for (int i = 0; i < inputs.length; i++) {
            Value wanted = graph.inputs().get(i);
            if (!wanted.shape().equals(inputs[i].shape())) {
                throw new GraphException(
                        path + name, wanted.name() + " is " + inputs[i].shape() + ", must be " + wanted.shape());
            }
            values.put(wanted.name(), inputs[i]);
        }
        graph.parameters()
                .forEach(p -> values.put(p.name(), inner.declare(p.name(), p.shape(), p.kind(), p.initializer())));
        for (Node node : graph.nodes()) {
            List<Value> arguments = node.inputs().stream().map(values::get).toList();
            values.put(node.name(), inner.node(node.name(), node.op(), arguments));
        }
        Map<String, Value> outputs = new LinkedHashMap<>();
        graph.outputs().forEach(output -> outputs.put(output.name(), values.get(output.value())));
        return outputs;
    }

    /**
     * The finished graph.
     *
     * @throws GraphException when an output's name is taken or there is none
     */
    public Graph build() {
        return new Graph(draft.inputs, draft.parameters, draft.nodes, draft.outputs);
    }

    private Value declare(String name, Shape shape, ParameterSpec.Kind kind, Initializer initializer) {
        ParameterSpec parameter = new ParameterSpec(path + name, shape, kind, initializer);
        draft.parameters.add(parameter);
        return draft.define(parameter.name(), shape);
    }

    /** What all scopes of one graph share. */
    private static final class Draft {
        final List<Value> inputs = new ArrayList<>();
        final List<ParameterSpec> parameters = new ArrayList<>();
        final List<Node> nodes = new ArrayList<>();
        final List<Output> outputs = new ArrayList<>();
        final Map<String, Shape> shapes = new HashMap<>();

        Value define(String name, Shape shape) {
            Graph.define(shapes, name, shape);
            return new Value(name, shape);
        }
    }
}
