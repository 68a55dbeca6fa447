package dev.gantry.engine.runtime;

import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.state.Stateful;
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
public final class Adam implements Stateful, AutoCloseable {
    private final Optimizer.Adam settings;
    private final Tensor parameters;
    private final Tensor firstMoment;
    private final Tensor secondMoment;
    /** What is left in the moments of their beginning at zero: the products of all decays so far. */
    private double firstRemainder = 1;

    private double secondRemainder = 1;

    /**
     * What one step goes by.
     *
     * @param learningRate step size
     * @param beta1 decay of the mean gradient
     * @param beta2 decay of the mean squared gradient
     */
    public record Rates(double learningRate, double beta1, double beta2) {
        /** The settings as they are. */
        public static Rates of(Optimizer.Adam settings) {
            return new Rates(settings.learningRate(), settings.beta1(), settings.beta2());
        }
    }

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
        step(gradient, Rates.of(settings));
    }

    /** The same by other rates than the optimizer's own. */
    public void step(Tensor gradient, Rates rates) {
        firstRemainder *= rates.beta1();
        secondRemainder *= rates.beta2();
        NativeScope.runWithoutGradient(() -> {
            firstMoment.lerp_(gradient, new Scalar(1 - rates.beta1()));
            secondMoment.mul_(new Scalar(rates.beta2()));
            secondMoment.addcmul_(gradient, gradient, new Scalar(1 - rates.beta2()));
            Tensor denominator = secondMoment
                    .sqrt()
                    .mul_(new Scalar(1 / Math.sqrt(1 - secondRemainder)))
                    .add_(new Scalar(settings.epsilon()));
            parameters.addcdiv_(firstMoment, denominator, new Scalar(-rates.learningRate() / (1 - firstRemainder)));
        });
    }

    @Override
    public void visitState(StateVisitor visitor) {
        visitor.decimal("firstRemainder", () -> firstRemainder, kept -> firstRemainder = kept);
        visitor.decimal("secondRemainder", () -> secondRemainder, kept -> secondRemainder = kept);
        Tensors.visit(visitor, "firstMoment", firstMoment);
        Tensors.visit(visitor, "secondMoment", secondMoment);
    }

    @Override
    public void close() {
        firstMoment.releaseReference();
        secondMoment.releaseReference();
    }
}
