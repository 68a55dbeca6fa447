package dev.gantry.trainer.measure;

import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.engine.features.WorkProgress;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.trainer.work.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Tells what a run does besides training, so that it is never silent for long, and gives it up when the run should stop. */
public final class WorkReporter {
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    private final Job job;
    private final EventLog events;
    private final Clock clock;
    private final BooleanSupplier stopRequested;

    public WorkReporter(Job job, EventLog events, Clock clock, BooleanSupplier stopRequested) {
        this.job = job;
        this.events = events;
        this.clock = clock;
        this.stopRequested = stopRequested;
    }

    /**
     * Begins an activity: its beginning and its end are told, and what is between them every few seconds.
     *
     * @param activity for instance {@code fitting-detector}
     * @param step     images seen when it began
     * @return throws {@link WorkAbandonedException} when the run should stop
     */
    public WorkProgress begin(String activity, long step) {
        return new Activity(activity, step);
    }

    private final class Activity implements WorkProgress {
        private final String name;
        private final long step;
        private Instant next = Instant.MIN;

        Activity(String name, long step) {
            this.name = name;
            this.step = step;
        }

        @Override
        public void at(int done, int total) {
            if (stopRequested.getAsBoolean()) {
                throw new WorkAbandonedException(name, step);
            }
            Instant now = clock.instant();
            if (now.isBefore(next) && done < total) {
                return;
            }
            next = now.plus(INTERVAL);
            events.publish(
                    new TrainingEvent.Working(job.jobId(), job.model(), now, step, name, done, total),
                    job.traceparent());
        }
    }
}
