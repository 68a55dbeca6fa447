package dev.gantry.serving.catalog;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.platform.models.Aliases;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.serving.metrics.ServingMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;

/** The thread that keeps all models of a catalog, one after the other. What the wall clock does never keeps it from its work. */
final class LoaderThread {
    private static final Logger LOG = Logger.getLogger(LoaderThread.class);
    private static final Duration STORE_RETRY = Duration.ofSeconds(2);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final Map<String, ModelEntry> entries;
    private final ModelStore models;
    private final Reconciler reconciler;
    private final ServingMetrics metrics;
    private final CatalogSettings settings;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Agenda agenda = new Agenda();
    /** By {@link #nanoTime}. */
    private final Map<String, Long> retries = new HashMap<>();

    private final Thread thread = new Thread(this::run, "model-loader");
    private long nextSweep;
    /** Whether the last pass failed, which is told once. */
    private boolean interrupted;

    private volatile boolean caughtUp;
    private volatile boolean storeReachable;

    LoaderThread(
            Map<String, ModelEntry> entries,
            ModelStore models,
            Reconciler reconciler,
            ServingMetrics metrics,
            CatalogSettings settings,
            Clock clock,
            LongSupplier nanoTime) {
        this.entries = entries;
        this.models = models;
        this.reconciler = reconciler;
        this.metrics = metrics;
        this.settings = settings;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.nextSweep = nanoTime.getAsLong();
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    void hint(String model) {
        agenda.hint(model);
    }

    boolean caughtUp() {
        return caughtUp;
    }

    boolean storeReachable() {
        return storeReachable;
    }

    /** Finishes what is being loaded and stops. */
    void close() {
        agenda.close();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!agenda.closed()) {
                Set<String> hinted = agenda.await(untilNext());
                if (!agenda.closed()) {
                    pass(hinted);
                }
            }
        } catch (InterruptedException e) {
            LOG.warnf("event=loader-interrupted");
        }
    }

    private void pass(Set<String> hinted) {
        long now = nanoTime.getAsLong();
        boolean sweep = nextSweep - now <= 0;
        try {
            Set<String> due = new TreeSet<>(hinted);
            if (sweep) {
                due.addAll(models.models());
                due.addAll(entries.keySet());
            }
            retries.forEach((model, at) -> {
                if (at - now <= 0) {
                    due.add(model);
                }
            });
            due.forEach(this::reconcile);
            interrupted = false;
            storeReachable = true;
            if (sweep) {
                caughtUp = true;
                nextSweep = in(settings.reconcileEvery());
            }
        } catch (GantryException e) {
            if (!interrupted) {
                LOG.warnf(
                        "event=reconcile-interrupted code=%s reason=%s",
                        e.failure().code(), e.failure().message());
            }
            interrupted = true;
            storeReachable = false;
            nextSweep = in(STORE_RETRY);
        }
    }

    /** What is wrong with one model is no other model's concern; what is wrong with the store is everyone's. */
    private void reconcile(String model) {
        try {
            reconcileAliases(model);
        } catch (GantryException e) {
            if (!(e.failure() instanceof Failure.Rejected)) {
                throw e;
            }
            LOG.warnf(
                    "event=model-skipped model=%s code=%s reason=%s",
                    model, e.failure().code(), e.failure().message());
        } catch (RuntimeException e) {
            LOG.errorf(e, "event=model-skipped model=%s", model);
        }
    }

    private void reconcileAliases(String model) {
        retries.remove(model);
        Aliases aliases = models.aliases(model);
        if (aliases.wanted().isPresent() && !agenda.closed()) {
            ModelEntry entry = entries.computeIfAbsent(
                    model,
                    name -> new ModelEntry(name, new Quarantine(settings.backoff(), clock, nanoTime), this::changed));
            entry.settle();
            reconciler.reconcile(entry, aliases).ifPresent(pause -> retries.put(model, in(pause)));
            reconciler.meetDemands(entry);
        }
    }

    /** One at a time, so that the last one tells how things stand. */
    private synchronized void changed(ModelEntry entry) {
        metrics.changed(
                entry.model(),
                entry.lineup(),
                entry.draining().size(),
                entry.quarantine().list().size());
        metrics.phases(entry.model(), ModelStatus.of(entry).phases());
    }

    private Duration untilNext() {
        long now = nanoTime.getAsLong();
        return Duration.ofNanos(LongStream.concat(
                        LongStream.of(nextSweep), retries.values().stream().mapToLong(at -> at))
                .map(at -> at - now)
                .min()
                .orElseThrow());
    }

    private long in(Duration time) {
        return nanoTime.getAsLong() + time.toNanos();
    }
}
