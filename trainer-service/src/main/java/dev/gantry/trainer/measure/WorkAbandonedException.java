package dev.gantry.trainer.measure;

/** Work was given up because its run should stop. */
public final class WorkAbandonedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long step;

    WorkAbandonedException(String activity, long step) {
        super(activity + " was given up: the run should stop");
        this.step = step;
    }

    /** Images seen when the work began. */
    public long step() {
        return step;
    }
}
