package dev.gantry.engine.train;

/** A loss or gradient became NaN or infinite. The parameters are still those of the step before. */
public final class DivergenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String quantity;
    private final long step;

    DivergenceException(String quantity, long step, double value) {
        super(quantity + " is " + value + " at step " + step);
        this.quantity = quantity;
        this.step = step;
    }

    /** What diverged, such as {@code discriminator loss} or {@code generator gradient norm}. */
    public String quantity() {
        return quantity;
    }

    /** The step, counted from 1. */
    public long step() {
        return step;
    }
}
