package dev.gantry.service.files;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Reads files again when they change, so that what stands in them is changed without a restart. */
@Singleton
public final class WatchedFiles {
    private static final Logger LOG = Logger.getLogger(WatchedFiles.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "watched-files");
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Duration interval;
    private final Counter reloads;

    private record Watch(String setting, WatchedFile<?> file) {}

    @Inject
    WatchedFiles(PrometheusRegistry registry) {
        this(registry, INTERVAL);
    }

    /** @param interval between two looks at the files */
    public WatchedFiles(PrometheusRegistry registry, Duration interval) {
        this.interval = interval;
        thread.setDaemon(true);
        reloads = Counter.builder()
                .name("gantry_settings_reloads_total")
                .help("Changed files of settings that were taken over or, being of no use, refused")
                .labelNames("setting", "result")
                .register(registry);
    }

    /**
     * What a file says, now and whenever it is asked for. A changed file that is of no use changes nothing.
     *
     * @param setting that names the file
     * @param path    a file, or a folder whose files are read
     * @throws GantryException fatal, {@code invalid-configuration}, if it is of no use now
     */
    public synchronized <T> Supplier<T> watch(String setting, Path path, Parser<T> parser) {
        WatchedFile<T> file = new WatchedFile<>(path, parser);
        try {
            file.look();
        } catch (GantryException e) {
            String problem = setting + " is " + path + ": " + e.failure().message();
            throw new GantryException(new Failure.Fatal("invalid-configuration", problem), e);
        }
        watches.add(new Watch(setting, file));
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        return file;
    }

    private void run() {
        try {
            while (!stopping.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                watches.forEach(this::look);
            }
        } catch (InterruptedException e) {
            LOG.debug("event=watched-files-interrupted");
        }
    }

    private void look(Watch watch) {
        try {
            if (watch.file().look()) {
                reloads.labelValues(watch.setting(), "read").inc();
                LOG.infof("event=settings-read setting=%s", watch.setting());
            }
        } catch (GantryException e) {
            reloads.labelValues(watch.setting(), "refused").inc();
            LOG.errorf(
                    "event=settings-refused setting=%s kept=\"what was read before\" reason=\"%s\"",
                    watch.setting(), e.failure().message());
        } catch (RuntimeException e) { // the next look may fare better
            reloads.labelValues(watch.setting(), "refused").inc();
            LOG.errorf(e, "event=settings-unreadable setting=%s kept=\"what was read before\"", watch.setting());
        }
    }

    @PreDestroy
    void close() {
        stopping.countDown();
    }
}
