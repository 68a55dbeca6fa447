package dev.gantry.networks.recipe;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.gantry.networks.InvalidFieldException;

/** How a role's weights follow their gradients. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface Optimizer {

    <R> R accept(Visitor<R> visitor);

    /**
     * Kingma and Ba, <a href="https://arxiv.org/abs/1412.6980">Adam</a>, 2015.
     *
     * @param learningRate step size, positive and less than 1
     * @param beta1        decay of the mean gradient, in [0, 1)
     * @param beta2        decay of the mean squared gradient, in [0, 1)
     * @param epsilon      added to the denominator, positive and less than 1
     */
    record Adam(double learningRate, double beta1, double beta2, double epsilon) implements Optimizer {

        public Adam {
            InvalidFieldException.requireInterval("adam.learningRate", learningRate, Double.MIN_NORMAL, 1);
            InvalidFieldException.requireInterval("adam.beta1", beta1, 0, 1);
            InvalidFieldException.requireInterval("adam.beta2", beta2, 0, 1);
            InvalidFieldException.requireInterval("adam.epsilon", epsilon, Double.MIN_NORMAL, 1);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.adam(this);
        }
    }

    /** One case for each optimizer. */
    interface Visitor<R> {
        R adam(Adam optimizer);
    }
}
