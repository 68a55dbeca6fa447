package dev.gantry.engine.runtime;

import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.state.Stateful;
import dev.gantry.networks.graph.Graph;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The trainable parameters and buffers of one network: named views into one flat vector, so that optimizers, averages
 * and checks work on the whole at once.
 */
public final class ParameterSet implements Weights, Stateful, AutoCloseable {
    private final ParameterLayout layout;
    private final ComputeDevice device;
    private final Tensor flat;
    private final Map<String, Tensor> named = new LinkedHashMap<>();

    private ParameterSet(ParameterLayout layout, ComputeDevice device) {
        this.layout = layout;
        this.device = device;
        flat = NativeScope.call(() -> Tensors.retain(torch.zeros(new long[] {layout.length()}, device.float32())));
        NativeScope.run(() -> {
            for (ParameterLayout.Slot slot : layout.slots()) {
                Tensor view = flat.narrow(0, slot.offset(), slot.elements()).view(slot.shape());
                named.put(slot.spec().name(), Tensors.retain(view.detach().requires_grad_(slot.isTrainable())));
            }
        });
    }

    /**
     * First values as the graph's initializers say.
     *
     * @param purpose names the random streams, one a parameter, such as {@code "generator"}
     */
    public static ParameterSet initialize(Graph graph, long seed, String purpose, ComputeDevice device) {
        Map<String, float[]> values = new LinkedHashMap<>();
        for (ParameterLayout.Slot slot : ParameterLayout.of(graph).slots()) {
            RandomStream random =
                    RandomStream.of(seed, purpose + "." + slot.spec().name());
            values.put(slot.spec().name(), Initialization.draw(slot.spec(), random));
        }
        return of(graph, values, device);
    }

    /**
     * The given values.
     *
     * @throws IllegalArgumentException if a parameter is missing, unknown or of another length
     */
    public static ParameterSet of(Graph graph, Map<String, float[]> values, ComputeDevice device) {
        ParameterSet set = new ParameterSet(ParameterLayout.of(graph), device);
        try {
            set.load(values);
        } catch (IllegalArgumentException e) {
            set.close();
            throw e;
        }
        return set;
    }

    /** An independent copy with the same values. */
    public ParameterSet copy() {
        ParameterSet copy = new ParameterSet(layout, device);
        NativeScope.runWithoutGradient(() -> copy.flat.copy_(flat));
        return copy;
    }

    /**
     * Overwrites all values.
     *
     * @param values row-major values by parameter name
     * @throws IllegalArgumentException if a parameter is missing, unknown or of another length
     */
    public void load(Map<String, float[]> values) {
        if (!values.keySet().equals(named.keySet())) {
            throw new IllegalArgumentException("parameters are " + values.keySet() + ", must be " + named.keySet());
        }
        float[] all = new float[Math.toIntExact(layout.length())];
        for (ParameterLayout.Slot slot : layout.slots()) {
            float[] given = values.get(slot.spec().name());
            if (given == null || given.length != slot.elements()) {
                throw new IllegalArgumentException(slot.spec().name() + " has " + (given == null ? "no" : given.length)
                        + " values, " + slot.spec().shape() + " needs " + slot.elements());
            }
            System.arraycopy(given, 0, all, Math.toIntExact(slot.offset()), given.length);
        }
        NativeScope.runWithoutGradient(() -> flat.copy_(Tensors.copyOf(all, device, all.length)));
    }

    /** Row-major copies of all values by parameter name, in the graph's order, trainable before buffers. */
    public Map<String, float[]> toMap() {
        float[] all = Tensors.toArray(flat);
        Map<String, float[]> values = new LinkedHashMap<>();
        for (ParameterLayout.Slot slot : layout.slots()) {
            int offset = Math.toIntExact(slot.offset());
            values.put(slot.spec().name(), Arrays.copyOfRange(all, offset, offset + Math.toIntExact(slot.elements())));
        }
        return values;
    }

    /** The parameter of that name; trainable ones are leaves that take gradients. */
    @Override
    public Tensor get(String name) {
        Tensor tensor = named.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no parameter " + name + "; there are " + named.keySet());
        }
        return tensor;
    }

    /** Where the parameters live. */
    public ComputeDevice device() {
        return device;
    }

    /** All parameters and buffers as one vector; it shares their memory. */
    public Tensor flat() {
        return flat;
    }

    /** The trainable parameters as one vector, in the current scope; it shares their memory. */
    public Tensor trainable() {
        return flat.narrow(0, 0, layout.trainableLength());
    }

    /**
     * The gradient of a scalar by every trainable parameter, laid out as {@link #trainable}, in the current scope.
     * Parameters that the scalar does not depend on get zeros.
     */
    public Tensor gradientOf(Tensor scalar) {
        List<ParameterLayout.Slot> trainable = layout.trainableSlots();
        Tensor[] leaves =
                trainable.stream().map(slot -> get(slot.spec().name())).toArray(Tensor[]::new);
        TensorVector gradients = Autograd.gradients(scalar, leaves);
        Tensor result = torch.zeros(new long[] {layout.trainableLength()}, device.float32());
        for (int i = 0; i < leaves.length; i++) {
            Tensor gradient = gradients.get(i);
            if (gradient.defined()) {
                ParameterLayout.Slot slot = trainable.get(i);
                result.narrow(0, slot.offset(), slot.elements())
                        .view(slot.shape())
                        .copy_(gradient);
            }
        }
        return result;
    }

    @Override
    public void visitState(StateVisitor visitor) {
        named.forEach((name, tensor) -> Tensors.visit(visitor, name, tensor));
    }

    @Override
    public void close() {
        named.values().forEach(Tensor::releaseReference);
        flat.releaseReference();
    }
}
