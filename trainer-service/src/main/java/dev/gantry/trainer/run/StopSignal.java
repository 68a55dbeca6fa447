package dev.gantry.trainer.run;

import dev.gantry.contracts.GantryException;
import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.queue.Task;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Whether and why a run should stop: its job was cancelled, another trainer has taken it, or the worker wants its message back. Polls
 * the job's marks.
 */
public final class StopSignal implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StopSignal.class);

    private final JobStore jobs;
    private final String jobId;
    private final int attempt;
    private final Task<?> task;
    private final ScheduledExecutorService poller;
    private volatile boolean cancelled;
    private volatile boolean superseded;

    /** Begins to poll. */
    public StopSignal(JobStore jobs, String jobId, int attempt, Task<?> task, Duration interval) {
        this.jobs = jobs;
        this.jobId = jobId;
        this.attempt = attempt;
        this.task = task;
        this.poller = Executors.newSingleThreadScheduledExecutor(poll -> {
            Thread thread = new Thread(poll, "watch-" + jobId);
            thread.setDaemon(true);
            return thread;
        });
        Future<?> unused = poller.scheduleWithFixedDelay(this::poll, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Why a run should stop. */
    public enum Reason {
        CANCELLED,
        /** The message is to be given back. */
        CLOSING,
        /** Another trainer has the message: what this one does is in vain. */
        LOST
    }

    /** Present once the run should stop; cheap. */
    public Optional<Reason> reason() {
        if (superseded) {
            return Optional.of(Reason.LOST);
        }
        if (task.stopRequest().isPresent()) {
            return task.stopRequest().map(StopSignal::reason);
        }
        return cancelled ? Optional.of(Reason.CANCELLED) : Optional.empty();
    }

    private static Reason reason(Task.StopRequest request) {
        return request == Task.StopRequest.LOST ? Reason.LOST : Reason.CLOSING;
    }

    @Override
    public void close() {
        poller.shutdownNow();
    }

    private void poll() {
        try {
            superseded = superseded || jobs.superseded(jobId, attempt);
            cancelled = cancelled || jobs.cancelled(jobId);
        } catch (GantryException e) {
            LOG.debugf("event=poll-failed jobId=%s reason=%s", jobId, e.getMessage());
        }
    }
}
