package dev.gantry.engine.runtime;

import dev.gantry.networks.recipe.Optimizer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Adam (Kingma and Ba, <a href="https://arxiv.org/abs/1412.6980">arXiv:1412.6980</a>) over one flat vector of parameters.
 *
 * <p>libtorch's own optimizer is not used: it hides its state, and the flat form needs a handful of kernels a step
 * however many parameters there are.
 */
public final class Adam implements AutoCloseable {
    private final Optimizer.Adam settings;
    private final Tensor parameters;
    private final Tensor firstMoment;
    private final Tensor secondMoment;
    private long steps;

    /**
     * Starts with zero moments.
     *
     * @param parameters a contiguous float vector, updated in place; stays the caller's
     */
    public Adam(Optimizer.Adam settings, Tensor parameters) {
        this.settings = settings;
        this.parameters = parameters;
        firstMoment = NativeScope.call(() -> Tensors.retain(torch.zeros_like(parameters)));
        secondMoment = NativeScope.call(() -> Tensors.retain(torch.zeros_like(parameters)));
    }

    /** Moves the parameters by one step against a gradient of the same length. */
    public void step(Tensor gradient) {
        steps++;
        double firstCorrection = 1 - Math.pow(settings.beta1(), (double) steps);
        double secondCorrection = 1 - Math.pow(settings.beta2(), (double) steps);
        NativeScope.runWithoutGradient(() -> {
            firstMoment.lerp_(gradient, new Scalar(1 - settings.beta1()));
            secondMoment.mul_(new Scalar(settings.beta2()));
            secondMoment.addcmul_(gradient, gradient, new Scalar(1 - settings.beta2()));
            Tensor denominator = secondMoment
                    .sqrt()
                    .mul_(new Scalar(1 / Math.sqrt(secondCorrection)))
                    .add_(new Scalar(settings.epsilon()));
            parameters.addcdiv_(firstMoment, denominator, new Scalar(-settings.learningRate() / firstCorrection));
        });
    }

    /** Steps taken so far. */
    public long steps() {
        return steps;
    }

    @Override
    public void close() {
        firstMoment.releaseReference();
        secondMoment.releaseReference();
    }
}
