package dev.gantry.trainer.refit;

import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Topics;
import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.trainer.detector.GeneratorChoice;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Follows what is published, and lets detectors of several models be fitted again. */
@Singleton
final class RefitWatch {
    private static final Logger LOG = Logger.getLogger(RefitWatch.class);

    private final KafkaConnection kafka;
    private final RefitConfig config;
    private final List<Refit> refits;
    private final List<AutoCloseable> open = new ArrayList<>();
    /** Also at the start: something may have been published since this was asked last. */
    private volatile boolean changed = true;

    RefitWatch(
            KafkaConnection kafka,
            RefitConfig config,
            GeneratorChoice choice,
            ModelStore models,
            JobStore jobs,
            MessageProducer producer,
            Clock clock) {
        this.kafka = kafka;
        this.config = config;
        this.refits = RefitRequests.read(config.requests().orElse(List.of())).stream()
                .map(request -> new Refit(request, choice, models, jobs, producer, config.interval(), clock))
                .toList();
    }

    void start(@Observes StartupEvent event) {
        if (refits.isEmpty()) {
            return;
        }
        open.add(EventFollower.start(kafka, Topics.MODELS, record -> changed = true));
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "refit-watch");
            thread.setDaemon(true);
            return thread;
        });
        open.add(watch::shutdownNow);
        long poll = config.poll().toMillis();
        Future<?> unused = watch.scheduleWithFixedDelay(this::look, poll, poll, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private void look() {
        if (!changed) {
            return;
        }
        changed = false;
        for (Refit refit : refits) {
            try {
                if (!refit.look()) {
                    changed = true;
                }
            } catch (GantryException e) {
                LOG.warnf("event=refit-postponed reason=%s", e.getMessage());
                changed = true;
            } catch (RuntimeException e) {
                LOG.errorf(e, "event=refit-failed");
            }
        }
    }
}
