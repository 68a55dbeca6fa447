package dev.gantry.engine.health;

import dev.gantry.engine.state.StateVisitor;
import java.util.Map;

/**
 * The classic criterion: the discriminator is fooled about half the time, so that it can only guess. Goodfellow et al.,
 * <a href="https://arxiv.org/abs/1406.2661">arXiv:1406.2661</a>, proposition 1.
 */
public final class Balance implements StopRule {
    private static final double GUESSING = 0.5;

    private final double tolerance;
    private final long windowImages;
    private long images;
    private long balancedFrom;

    /**
     * @param tolerance distance of the accuracy from one half
     * @param windowImages images over which every tick must be within it
     */
    public Balance(double tolerance, long windowImages) {
        this.tolerance = tolerance;
        this.windowImages = windowImages;
    }

    @Override
    public void onTick(long now, double accuracy) {
        images = now;
        if (!(Math.abs(accuracy - GUESSING) <= tolerance)) {
            balancedFrom = now;
        }
    }

    @Override
    public void onMeasured(Map<String, Double> metrics) {}

    @Override
    public boolean satisfied() {
        return images - balancedFrom >= windowImages;
    }

    @Override
    public void visitState(StateVisitor visitor) {
        visitor.number("images", () -> images, kept -> images = kept);
        visitor.number("balancedFrom", () -> balancedFrom, kept -> balancedFrom = kept);
    }
}
