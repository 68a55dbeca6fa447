package dev.gantry.trainer.state;

import dev.gantry.contracts.GantryException;
import dev.gantry.engine.state.RunState;
import dev.gantry.platform.jobs.JobStates;
import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.jobs.StateKey;
import dev.gantry.platform.jobs.SupersededException;
import dev.gantry.platform.store.Sha256;
import dev.gantry.trainer.metrics.TrainerMetrics;
import dev.gantry.trainer.work.JobRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes the states of one attempt to the store, on a thread of its own, so that training does not wait for it. At most one state
 * waits; a newer one takes its place. What cannot be written is told and tried again with the next one.
 */
public final class StateUploader implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StateUploader.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final JobRun job;
    private final RunIdentity identity;
    private final JobStates states;
    private final JobStore jobs;
    private final TrainerMetrics metrics;
    private final Duration interval;
    private final Thread thread;
    private long sequence;
    private long lastOfferNanos = System.nanoTime();
    private @Nullable RunState waiting;
    private boolean busy;
    private boolean closed;

    StateUploader(
            JobRun job,
            RunIdentity identity,
            JobStates states,
            JobStore jobs,
            TrainerMetrics metrics,
            Duration interval) {
        this.job = job;
        this.identity = identity;
        this.states = states;
        this.jobs = jobs;
        this.metrics = metrics;
        this.interval = interval;
        thread = new Thread(this::run, "keep-state-" + job.jobId());
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether the last state is so old that another is wanted, and there is time to write it. */
    public synchronized boolean wantsState() {
        return waiting == null && !busy && System.nanoTime() - lastOfferNanos >= interval.toNanos();
    }

    /** Takes a state to be written soon. */
    public synchronized void offer(RunState state) {
        waiting = state;
        lastOfferNanos = System.nanoTime();
        notifyAll();
    }

    /** Waits until everything offered is written, or has failed, or the time is over. */
    public synchronized void flush(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while ((waiting != null || busy) && !closed && System.nanoTime() < deadline) {
                TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes nothing further. */
    @Override
    public void close() {
        end();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (RunState state = next(); state != null; state = next()) {
                upload(state);
            }
        } catch (SupersededException e) {
            LOG.warnf("event=state-refused jobId=%s reason=\"%s\"", job.jobId(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    /** @return null when there will be none */
    private synchronized @Nullable RunState next() throws InterruptedException {
        busy = false;
        notifyAll();
        while (waiting == null && !closed) {
            wait();
        }
        RunState next = closed ? null : waiting;
        waiting = null;
        busy = next != null;
        return next;
    }

    private synchronized void end() {
        closed = true;
        waiting = null;
        notifyAll();
    }

    private void upload(RunState state) {
        long start = System.nanoTime();
        try {
            Path file = Files.createTempFile("gantry-state-", null);
            try {
                new SavedRun(identity, state).write(file);
                jobs.requireNewest(job.jobId(), job.attempt());
                states.keep(
                        job.jobId(), new StateKey(job.attempt(), sequence++, state.images(), Sha256.of(file)), file);
                double seconds = (System.nanoTime() - start) / 1e9;
                metrics.stateKept(Files.size(file), seconds);
                LOG.debugf(
                        "event=state-kept jobId=%s step=%d bytes=%d seconds=%.2f",
                        job.jobId(), state.images(), Files.size(file), seconds);
            } finally {
                Files.delete(file);
            }
        } catch (GantryException | IOException e) {
            metrics.stateLost();
            LOG.warnf(
                    "event=state-lost jobId=%s model=%s step=%d reason=%s",
                    job.jobId(), job.model(), state.images(), e.getMessage());
        }
    }
}
