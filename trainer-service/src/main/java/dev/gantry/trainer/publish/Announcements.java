package dev.gantry.trainer.publish;

import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.trainer.work.Job;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Tells the servers, and those who follow a job, of a version. */
@Singleton
final class Announcements {
    private static final Logger LOG = Logger.getLogger(Announcements.class);

    private final EventLog events;
    private final Clock clock;

    Announcements(EventLog events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /**
     * Tells of a version that is in the store.
     *
     * @param start of its publication, as {@link System#nanoTime} had it
     * @throws dev.gantry.contracts.GantryException retryable, if Kafka is away
     */
    void tell(Job job, PublishedVersion published, long start) {
        Manifest manifest = published.manifest();
        events.publish(published.announcement(clock.instant()), job.traceparent());
        events.publish(
                new TrainingEvent.Published(
                        job.jobId(), job.model(), clock.instant(), manifest.step(), manifest.version()),
                job.traceparent());
        LOG.infof(
                "event=published jobId=%s model=%s version=%d step=%d seconds=%.2f",
                job.jobId(), job.model(), manifest.version(), manifest.step(), (System.nanoTime() - start) / 1e9);
    }
}
