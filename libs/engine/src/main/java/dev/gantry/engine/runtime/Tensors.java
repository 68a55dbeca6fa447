package dev.gantry.engine.runtime;

import dev.gantry.engine.state.StateException;
import dev.gantry.engine.state.StateVisitor;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Moves numbers between Java and libtorch, and tensors between scopes. */
public final class Tensors {
    private Tensors() {}

    /**
     * Keeps a tensor alive beyond the {@link NativeScope} it was made in; {@code releaseReference} frees it.
     *
     * @return the same tensor
     */
    public static Tensor retain(Tensor tensor) {
        tensor.retainReference();
        return tensor;
    }

    /**
     * A tensor on a device with the rest of a buffer as its content. On the CPU it shares the buffer's memory, which
     * must stay unchanged for as long as the tensor or anything computed from it is in use.
     *
     * @param values a direct buffer in native order
     */
    public static Tensor wrap(FloatBuffer values, ComputeDevice device, long... shape) {
        long elements = 1;
        for (long extent : shape) {
            elements *= extent;
        }
        if (!values.isDirect() || values.remaining() != elements) {
            throw new IllegalArgumentException("a " + (values.isDirect() ? "" : "non-") + "direct buffer of "
                    + values.remaining() + " floats, must be direct and hold " + elements);
        }
        Tensor shared = torch.from_blob(new FloatPointer(values), shape);
        return device == ComputeDevice.CPU ? shared : shared.to(device.device(), torch.ScalarType.Float);
    }

    /** A tensor on a device with a copy of the values. */
    public static Tensor copyOf(float[] values, ComputeDevice device, long... shape) {
        Tensor copy = Tensor.create(values, shape);
        return device == ComputeDevice.CPU ? copy : copy.to(device.device(), torch.ScalarType.Float);
    }

    /**
     * Shows a tensor's values to a visitor of state, which may overwrite them in place.
     *
     * @throws StateException if it wants to set another number of values
     */
    public static void visit(StateVisitor visitor, String name, Tensor tensor) {
        visitor.floats(name, () -> toArray(tensor), values -> {
            if (values.length != tensor.numel()) {
                throw new StateException(
                        name + " has " + values.length + " values in the state, " + tensor.numel() + " in the run");
            }
            NativeScope.runWithoutGradient(() -> tensor.view(-1).copy_(Tensor.create(values, values.length)));
        });
    }

    /** The elements in row-major order, as unsigned bytes; they must be whole numbers from 0 to 255. */
    public static byte[] toByteArray(Tensor tensor) {
        return NativeScope.call(() -> {
            Tensor flat = tensor.detach()
                    .to(ComputeDevice.CPU.device(), torch.ScalarType.Byte)
                    .contiguous();
            byte[] values = new byte[Math.toIntExact(flat.numel())];
            flat.data_ptr_byte().get(values);
            return values;
        });
    }

    /** The elements in row-major order, as 32-bit floats. */
    public static float[] toArray(Tensor tensor) {
        return NativeScope.call(() -> {
            Tensor flat = tensor.detach()
                    .to(ComputeDevice.CPU.device(), torch.ScalarType.Float)
                    .contiguous();
            float[] values = new float[Math.toIntExact(flat.numel())];
            flat.data_ptr_float().get(values);
            return values;
        });
    }
}
