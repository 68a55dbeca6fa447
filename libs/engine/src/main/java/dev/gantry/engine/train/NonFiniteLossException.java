package dev.gantry.engine.train;

/** A loss became NaN or infinite, so the parameters can no longer be trusted. */
public final class NonFiniteLossException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String loss;
    private final long step;

    NonFiniteLossException(String loss, long step, double value) {
        super("loss " + loss + " is " + value + " at step " + step);
        this.loss = loss;
        this.step = step;
    }

    /** Name of the loss, as in {@link TickReport#losses()}. */
    public String loss() {
        return loss;
    }

    /** The step, counted from 1. */
    public long step() {
        return step;
    }
}
