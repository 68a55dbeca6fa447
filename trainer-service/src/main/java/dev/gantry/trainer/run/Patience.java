package dev.gantry.trainer.run;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Waits for a store or broker that is away, so that an outage costs a run time but not what it has learned. */
public final class Patience {
    private static final Logger LOG = Logger.getLogger(Patience.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final BooleanSupplier stopRequested;
    private final Duration limit;
    private final Duration firstPause;

    /**
     * @param stopRequested ends the waiting
     * @param limit         of the waiting for one operation
     * @param firstPause    between a failure and the next try; doubles up to two seconds
     */
    public Patience(BooleanSupplier stopRequested, Duration limit, Duration firstPause) {
        this.stopRequested = stopRequested;
        this.limit = limit;
        this.firstPause = firstPause;
    }

    /** Repeats the operation while its failure is retryable, until the limit is reached or the run should stop. */
    public <T> T run(String what, Supplier<T> operation) {
        long deadline = System.nanoTime() + limit.toNanos();
        for (Duration pause = firstPause; ; pause = pause.multipliedBy(2)) {
            try {
                return operation.get();
            } catch (GantryException e) {
                boolean lasting = !(e.failure() instanceof Failure.Retryable);
                if (lasting || stopRequested.getAsBoolean() || System.nanoTime() - deadline >= 0) {
                    throw e;
                }
                LOG.warnf("event=waiting what=%s reason=%s", what, e.getMessage());
                LockSupport.parkNanos(Math.min(pause.toNanos(), LONGEST_PAUSE.toNanos()));
            }
        }
    }
}
