package dev.gantry.engine.train;

/** Why a run ended without an error. */
public enum StopReason {
    /** The budget's images have been seen. */
    IMAGES,
    /** The budget's time is spent. */
    DURATION,
    /** The observer asked for it. */
    REQUESTED
}
