package dev.gantry.engine.runtime;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Derivatives, first and second. */
public final class Autograd {
    private Autograd() {}

    /**
     * Derivatives of a scalar by some tensors, undefined where it does not depend on them. Frees the scalar's graph.
     */
    public static TensorVector gradients(Tensor scalar, Tensor... by) {
        return torch.grad(
                new TensorVector(scalar), new TensorVector(by), new TensorVector(), new BoolOptional(), false, true);
    }

    /** The derivative of a scalar by one tensor, itself differentiable, for penalties on gradients. */
    public static Tensor differentiableGradient(Tensor scalar, Tensor by) {
        return torch.grad(
                        new TensorVector(scalar),
                        new TensorVector(by),
                        new TensorVector(),
                        new BoolOptional(true),
                        true,
                        false)
                .get(0);
    }
}
