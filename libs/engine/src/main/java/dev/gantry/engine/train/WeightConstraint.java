package dev.gantry.engine.train;

import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.networks.recipe.Regularizer;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/** What weights must meet after each of their steps. */
@FunctionalInterface
interface WeightConstraint {
    /** Changes the weights, as one vector, as little as it takes. */
    void apply(Tensor weights);

    /** The constraint among a network's regularizers. */
    static WeightConstraint among(List<Regularizer> regularizers) {
        return regularizers.stream()
                .filter(Regularizer.WeightClipping.class::isInstance)
                .map(Regularizer.WeightClipping.class::cast)
                .findFirst()
                .map(WeightConstraint::clipping)
                .orElse(weights -> {});
    }

    private static WeightConstraint clipping(Regularizer.WeightClipping settings) {
        return weights -> NativeScope.runWithoutGradient(() -> weights.clamp_(
                new ScalarOptional(new Scalar(-settings.limit())), new ScalarOptional(new Scalar(settings.limit()))));
    }
}
