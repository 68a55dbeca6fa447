package dev.gantry.trainer.job;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Violation;
import dev.gantry.engine.data.DataException;
import dev.gantry.engine.export.ParityException;
import dev.gantry.engine.state.DamagedStateException;
import dev.gantry.engine.state.StateException;
import dev.gantry.engine.train.DivergenceException;
import dev.gantry.networks.InvalidFieldException;
import java.io.IOException;
import java.util.List;

/** What the exceptions of a run mean to its job: rejected ones end it, the others are tried again. */
final class JobFailures {
    private static final String INVALID_DATA = "invalid-data";
    private static final String DATA_UNAVAILABLE = "data-unavailable";
    private static final String DIVERGED = "diverged";
    private static final String PARITY_MISMATCH = "parity-mismatch";
    private static final String ATTEMPTS_EXHAUSTED = "attempts-exhausted";
    private static final String STATE_MISMATCH = "state-mismatch";
    private static final String STATE_UNREADABLE = "state-unreadable";
    private static final String INTERNAL = "internal";

    private JobFailures() {}

    static Failure of(Throwable cause) {
        if (cause instanceof GantryException gantry) {
            return gantry.failure();
        }
        if (cause instanceof DataException data) {
            Violation violation = new Violation(data.file() + ": " + data.field(), data.value(), data.accepted());
            return new Failure.Rejected(INVALID_DATA, violation.sentence(), List.of(violation));
        }
        if (cause instanceof InvalidFieldException field) {
            return Failure.Rejected.invalidField(field.field(), field.value(), "must be " + field.accepted());
        }
        if (cause instanceof DivergenceException) {
            return new Failure.Rejected(DIVERGED, String.valueOf(cause.getMessage()));
        }
        if (cause instanceof ParityException) {
            return new Failure.Rejected(PARITY_MISMATCH, String.valueOf(cause.getMessage()));
        }
        if (cause instanceof StateException) {
            return new Failure.Rejected(STATE_MISMATCH, String.valueOf(cause.getMessage()));
        }
        if (cause instanceof DamagedStateException) {
            return new Failure.Retryable(STATE_UNREADABLE, String.valueOf(cause.getMessage()));
        }
        if (cause instanceof IOException) {
            return new Failure.Retryable(DATA_UNAVAILABLE, String.valueOf(cause.getMessage()));
        }
        return new Failure.Retryable(INTERNAL, cause.toString());
    }

    /** @param attempts in a row */
    static Failure attemptsExhausted(int attempts) {
        return new Failure.Rejected(
                ATTEMPTS_EXHAUSTED,
                "given up after " + attempts
                        + " attempts that got the job no further; its events say why each one ended");
    }
}
