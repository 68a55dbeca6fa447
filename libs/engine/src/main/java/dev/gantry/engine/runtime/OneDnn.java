package dev.gantry.engine.runtime;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Lets libtorch use oneDNN's convolutions only where they give the right answer.
 *
 * <p>Where oneDNN pads channels to the width of a vector register, as it does on processors with AVX2 or AVX-512 but without
 * AMX, the padding of the version in use is not cleared: what the memory held before leaks into outputs and gradients, and
 * training goes wrong or becomes NaN, differently each time. libtorch's own convolutions are slower but right.
 */
final class OneDnn {
    private static final System.Logger LOG = System.getLogger(OneDnn.class.getName());
    /** Channels that fill no vector register of eight or sixteen floats. */
    private static final int[] CHANNELS = {1, 3, 12, 24};

    private static final int BATCH = 4;
    private static final int EDGE = 8;
    private static final double TOLERANCE = 1e-3;

    /** Stale values of the sizes that a small convolution allocates. */
    private static final long[] STALE_LENGTHS = {64, 256, 1024, 2048, 4096, 8192, 16384};

    private static final int STALE_COPIES = 6;

    private OneDnn() {}

    /** Whether libtorch may use it in this process. */
    static boolean enabled() {
        return torch.globalContext().userEnabledMkldnn();
    }

    /** Compares its convolutions with libtorch's own and switches it off when they differ. */
    static void disableIfWrong() {
        if (torch.hasMKLDNN() && !agrees()) {
            torch.globalContext().setUserEnabledMkldnn(false);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "event=onednn-disabled reason=\"its convolutions are wrong on this processor\"");
        }
    }

    private static boolean agrees() {
        for (int in : CHANNELS) {
            for (int out : CHANNELS) {
                if (!agrees(in, out)) {
                    return false;
                }
            }
        }
        return true;
    }

    @SuppressWarnings("try") // The scope works by being open.
    private static boolean agrees(int inChannels, int outChannels) {
        try (PointerScope scope = new PointerScope()) {
            Tensor input = wave(BATCH, inChannels, EDGE, EDGE).requires_grad_(true);
            Tensor weight = wave(outChannels, inChannels, 3, 3).requires_grad_(true);
            torch.globalContext().setUserEnabledMkldnn(false);
            Tensor expected = convolutionWithGradients(input, weight);
            torch.globalContext().setUserEnabledMkldnn(true);
            Tensor actual = convolutionWithGradients(input, weight);
            // Written so that NaN disagrees.
            return actual.sub(expected).abs().max().item_float() <= TOLERANCE;
        }
    }

    /** Output, gradient by input and gradient by weight, each scaled to at most 1, as one vector. */
    private static Tensor convolutionWithGradients(Tensor input, Tensor weight) {
        long[] one = {1, 1};
        leaveStaleMemory();
        Tensor output = torch.conv2d(input, weight, new TensorOptional(), one, one, one, 1);
        Tensor direction = output.detach().clone();
        leaveStaleMemory();
        TensorVector gradients = torch.grad(
                new TensorVector(output),
                new TensorVector(input, weight),
                new TensorVector(direction),
                new BoolOptional(false),
                false,
                false);
        return torch.cat(new TensorVector(scaled(output.detach()), scaled(gradients.get(0)), scaled(gradients.get(1))));
    }

    private static Tensor scaled(Tensor tensor) {
        return tensor.flatten().div(tensor.abs().max());
    }

    /** Numbers in [-1, 1] that hardly repeat. */
    private static Tensor wave(long... shape) {
        long elements = 1;
        for (long extent : shape) {
            elements *= extent;
        }
        return torch.arange(new Scalar(elements))
                .to(torch.ScalarType.Float)
                .sin()
                .reshape(shape);
    }

    /** Frees memory that holds large numbers, so that reading it uninitialized shows. */
    @SuppressWarnings("try") // The scope works by being open.
    private static void leaveStaleMemory() {
        try (PointerScope scope = new PointerScope()) {
            for (long length : STALE_LENGTHS) {
                for (int copy = 0; copy < STALE_COPIES; copy++) {
                    Tensor unused = torch.full(new long[] {length}, new Scalar(1e4));
                }
            }
        }
    }
}
