package dev.gantry.engine.runtime;

import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.Node;
import dev.gantry.networks.graph.Output;
import dev.gantry.networks.graph.ParameterSpec;
import dev.gantry.networks.graph.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Runs a graph with libtorch. Holds the graph's constants but no weights, which are given with each run; may be used by
 * one thread at a time.
 */
public final class GraphExecutor implements AutoCloseable {
    private final Graph graph;
    private final NativeClock clock;
    private final Map<String, Tensor> constants = new HashMap<>();
    private final List<Step> steps;

    /** One node, bound to its kernel. */
    private record Step(Node node, Kernel kernel) {}

    /** Prepares a graph; the clock counts the time spent in kernels. */
    public GraphExecutor(Graph graph, ComputeDevice device, NativeClock clock) {
        this.graph = graph;
        this.clock = clock;
        Kernels kernels = new Kernels();
        steps = graph.nodes().stream()
                .map(node -> new Step(node, node.op().accept(kernels)))
                .toList();
        NativeScope.run(() -> {
            for (ParameterSpec spec : graph.parameters()) {
                if (spec.kind() == ParameterSpec.Kind.CONSTANT
                        && spec.initializer() instanceof Initializer.Fixed fixed) {
                    long[] shape = spec.shape().dims().stream()
                            .mapToLong(Integer::longValue)
                            .toArray();
                    constants.put(
                            spec.name(), Tensors.retain(Tensors.copyOf(fixed.values(spec.shape()), device, shape)));
                }
            }
        });
    }

    /** Prepares a graph without counting time. */
    public GraphExecutor(Graph graph, ComputeDevice device) {
        this(graph, device, new NativeClock());
    }

    public Graph graph() {
        return graph;
    }

    /**
     * Computes all outputs, in the current scope and with the thread's gradient and autocast settings.
     *
     * @param inputs a tensor {@code [N, ...]} for each of the graph's inputs
     * @param parameters values for this graph, on the same device
     * @return the outputs by name, in the graph's order
     */
    public Map<String, Tensor> run(Map<String, Tensor> inputs, Weights parameters, Mode mode) {
        Map<String, Tensor> values = new HashMap<>(constants);
        for (Value input : graph.inputs()) {
            Tensor given = inputs.get(input.name());
            if (given == null) {
                throw new IllegalArgumentException("input " + input.name() + " is missing, given " + inputs.keySet());
            }
            values.put(input.name(), given);
        }
        for (ParameterSpec spec : graph.parameters()) {
            if (spec.kind() != ParameterSpec.Kind.CONSTANT) {
                values.put(spec.name(), parameters.get(spec.name()));
            }
        }
        boolean training = mode == Mode.TRAINING;
        for (Step step : steps) {
            Tensor[] arguments = step.node().inputs().stream().map(values::get).toArray(Tensor[]::new);
            values.put(step.node().name(), clock.time(() -> step.kernel().apply(arguments, training)));
        }
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (Output output : graph.outputs()) {
            outputs.put(output.name(), values.get(output.value()));
        }
        return outputs;
    }

    /**
     * {@link #run} for a graph with one input and one output.
     *
     * @throws IllegalStateException if the graph has several
     */
    public Tensor apply(Tensor input, Weights parameters, Mode mode) {
        if (graph.inputs().size() != 1 || graph.outputs().size() != 1) {
            throw new IllegalStateException("graph has inputs " + graph.inputs() + " and outputs " + graph.outputs()
                    + ", must have one of each");
        }
        Map<String, Tensor> outputs = run(Map.of(graph.inputs().get(0).name(), input), parameters, mode);
        return outputs.values().iterator().next();
    }

    @Override
    public void close() {
        constants.values().forEach(Tensor::releaseReference);
    }
}
