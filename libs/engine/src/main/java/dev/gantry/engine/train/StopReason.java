package dev.gantry.engine.train;

import java.util.Arrays;
import java.util.Optional;

/** Why a run ended without an error. */
public enum StopReason {
    /** The budget's images have been seen. */
    IMAGES(1),
    /** The budget's time is spent. */
    DURATION(2),
    /** The observer wants the run to be stopped where it is, to go on later or never. */
    REQUESTED(3),
    /** A measurement is as good as was asked for. */
    TARGET(4),
    /** A measurement no longer improves. */
    PLATEAU(5),
    /** The discriminator is fooled about half the time. */
    BALANCE(6);

    private final int code;

    StopReason(int code) {
        this.code = code;
    }

    /** Whether the run has come to its end, where a tick and a last checkpoint are due. */
    public boolean isFinal() {
        return this != REQUESTED;
    }

    /** What states of runs keep. */
    int code() {
        return code;
    }

    /** The reason with that code; empty for other numbers. */
    static Optional<StopReason> ofCode(long code) {
        return Arrays.stream(values()).filter(reason -> reason.code == code).findFirst();
    }
}
