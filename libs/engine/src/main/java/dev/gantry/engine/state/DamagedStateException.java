package dev.gantry.engine.state;

import java.io.IOException;

/** Bytes are not a state, or not all of it, or not what was written. */
public final class DamagedStateException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedStateException(String message) {
        super(message);
    }
}
