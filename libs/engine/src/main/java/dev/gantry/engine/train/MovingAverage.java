package dev.gantry.engine.train;

import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.ParameterSet;
import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.state.Stateful;
import dev.gantry.networks.recipe.Recipe;
import dev.gantry.networks.recipe.Schedule.Setting;
import org.bytedeco.pytorch.Scalar;

/**
 * Exponential moving average of a network's parameters and running statistics, with its half-life counted in images
 * (Yazıcı et al., <a href="https://arxiv.org/abs/1806.04498">arXiv:1806.04498</a>).
 */
final class MovingAverage implements Stateful, AutoCloseable {
    /** The half-life grows with the run, so that the first, bad parameters are forgotten soon. */
    private static final double RAMP_UP = 0.05;

    private final Recipe recipe;
    private final ParameterSet average;

    /** Begins at the current values; a half-life of 0 follows them exactly. */
    MovingAverage(ParameterSet current, Recipe recipe) {
        this.recipe = recipe;
        average = current.copy();
    }

    /** Takes in the values after {@code stepImages} more images, of {@code images} in all. */
    void update(ParameterSet current, long images, int stepImages) {
        double halfLife = recipe.emaHalfLifeImages() * recipe.factor(Setting.EMA_HALF_LIFE, images);
        double weight = weight(halfLife, images, stepImages);
        NativeScope.runWithoutGradient(() -> average.flat().lerp_(current.flat(), new Scalar(weight)));
    }

    /** The share of the newest values. */
    static double weight(double halfLifeImages, long images, int stepImages) {
        double halfLife = Math.min(halfLifeImages, images * RAMP_UP);
        return 1 - Math.pow(0.5, stepImages / halfLife);
    }

    ParameterSet parameters() {
        return average;
    }

    @Override
    public void visitState(StateVisitor visitor) {
        average.visitState(visitor);
    }

    @Override
    public void close() {
        average.close();
    }
}
