package dev.gantry.trainer.run;

import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.engine.data.Dataset;
import dev.gantry.engine.data.ReadProgress;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.trainer.work.Job;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;

/** Tells how far a job's data is read, now and then, and ends the reading when the job should stop. */
final class ReadingEvents implements ReadProgress {
    private static final Logger LOG = Logger.getLogger(ReadingEvents.class);
    private static final String ACTIVITY = "reading-data";
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final int MAX_NAMED = 20;

    private final Job job;
    private final StopSignal stop;
    private final EventLog events;
    private final Clock clock;
    private long told = System.nanoTime();

    ReadingEvents(Job job, StopSignal stop, EventLog events, Clock clock) {
        this.job = job;
        this.stop = stop;
        this.events = events;
        this.clock = clock;
    }

    /** @throws CancellationException if the job should stop */
    @Override
    public void read(long done, long total) {
        if (stop.reason().isPresent()) {
            throw new CancellationException("stopped while data was read");
        }
        long now = System.nanoTime();
        if (now - told >= INTERVAL.toNanos()) {
            told = now;
            // The event counts in 32 bits; a larger total is told in larger units.
            long unit = 1 + total / Integer.MAX_VALUE;
            events.publish(
                    new TrainingEvent.Working(
                            job.jobId(), job.model(), clock.instant(), 0, ACTIVITY, (int) (done / unit), (int)
                                    (total / unit)),
                    job.traceparent());
        }
    }

    /** All of it is read. */
    void finished(Dataset data) {
        int skipped = data.skipped().size();
        LOG.infof(
                "event=data-read jobId=%s model=%s samples=%d skipped=%d",
                job.jobId(), job.model(), data.size(), skipped);
        events.publish(
                new TrainingEvent.DataRead(
                        job.jobId(),
                        job.model(),
                        clock.instant(),
                        data.size(),
                        data.sha256(),
                        skipped,
                        data.skipped().stream()
                                .limit(MAX_NAMED)
                                .map(file -> new TrainingEvent.SkippedFile(file.name(), file.reason()))
                                .toList()),
                job.traceparent());
    }
}
