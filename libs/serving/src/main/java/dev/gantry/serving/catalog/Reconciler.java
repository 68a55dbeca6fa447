package dev.gantry.serving.catalog;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.serving.live.ModelHandle;
import dev.gantry.serving.metrics.ServingMetrics;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Brings one model to the state that the store asks for: the newest version up to the alias that has the role and can be loaded
 * is live. For the loader's thread.
 */
final class Reconciler {
    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    /** Versions that one pass tries before it leaves the model as it is. */
    private static final int MAX_TRIES = 3;

    private final ModelStore models;
    private final VersionLoader loader;
    private final ServingMetrics metrics;

    Reconciler(ModelStore models, VersionLoader loader, ServingMetrics metrics) {
        this.models = models;
        this.loader = loader;
        this.metrics = metrics;
    }

    /** What came of one attempt. */
    private enum Outcome {
        LIVE,
        OTHER_ROLE,
        QUARANTINED
    }

    /**
     * Does what is to be done, and nothing if nothing is.
     *
     * @param alias version that the alias points at
     * @return when to look again, if a version that is wanted more than the live one is in quarantine
     * @throws GantryException retryable or fatal, if the store is out of reach
     */
    Optional<Instant> reconcile(String model, ModelEntry entry, int alias) {
        Optional<Instant> retry = Optional.empty();
        boolean newest = true;
        int tries = 0;
        for (Iterator<Integer> candidates = candidates(model, alias); candidates.hasNext() && tries < MAX_TRIES; ) {
            int version = candidates.next();
            if (entry.others().contains(version)) {
                continue;
            }
            Runnable desire = newest ? () -> desire(model, entry, version) : () -> {};
            Outcome outcome = bring(model, entry, version, desire);
            if (outcome == Outcome.OTHER_ROLE) {
                entry.others().add(version);
                continue;
            }
            desire.run();
            newest = false;
            if (outcome == Outcome.LIVE) {
                return retry;
            }
            tries++;
            retry = Stream.concat(retry.stream(), entry.quarantine().retryAt(version).stream())
                    .min(Comparator.naturalOrder());
        }
        return retry;
    }

    /** The alias's version, then the older ones, newest first; those are listed only when they are needed. */
    private Iterator<Integer> candidates(String model, int alias) {
        Stream<Integer> older = Stream.of(model)
                .flatMap(name -> models.versions(name).stream())
                .filter(version -> version < alias)
                .sorted(Comparator.reverseOrder());
        return Stream.concat(Stream.of(alias), older).iterator();
    }

    private void desire(String model, ModelEntry entry, int version) {
        entry.desire(version);
        metrics.desired(model, version);
    }

    /** @param desire is run once the version turns out to have the role, before the work begins */
    private Outcome bring(String model, ModelEntry entry, int version, Runnable desire) {
        if (entry.isLive(version)) {
            return Outcome.LIVE;
        }
        if (entry.quarantine().holds(version)) {
            return Outcome.QUARANTINED;
        }
        long start = System.nanoTime();
        try {
            PublishedVersion published = find(model, version);
            if (!loader.serves(published.manifest())) {
                return Outcome.OTHER_ROLE;
            }
            desire.run();
            ModelHandle handle = loader.load(published, phase -> entry.loading(version, phase));
            entry.quarantine().release(version);
            metrics.live(model, version, System.nanoTime() - start);
            entry.swap(handle, () -> metrics.draining(model, entry.draining().size()));
            LOG.infof("event=version-live model=%s version=%d", model, version);
            return Outcome.LIVE;
        } catch (GantryException e) {
            if (!(e.failure() instanceof Failure.Rejected)) {
                throw e;
            }
            quarantine(model, entry, version, e.failure());
            return Outcome.QUARANTINED;
        } catch (RuntimeException e) {
            LOG.errorf(e, "event=load-failed model=%s version=%d", model, version);
            quarantine(
                    model,
                    entry,
                    version,
                    new Failure.Fatal(LoadFailures.LOAD_FAILED, "the server could not load it; its log says why"));
            return Outcome.QUARANTINED;
        } finally {
            entry.loadingEnded();
        }
    }

    private PublishedVersion find(String model, int version) {
        PublishedVersion published = models.find(model, version)
                .orElseThrow(() -> LoadFailures.rejected(
                        LoadFailures.MISSING_MANIFEST, "the alias points at it, but it is not there"));
        if (!published.manifest().model().equals(model) || published.manifest().version() != version) {
            throw LoadFailures.rejected(
                    LoadFailures.WRONG_MANIFEST,
                    "the manifest describes version " + published.manifest().version() + " of "
                            + published.manifest().model());
        }
        return published;
    }

    private void quarantine(String model, ModelEntry entry, int version, Failure reason) {
        metrics.failed(model, reason.code());
        Quarantined quarantined = entry.quarantine().add(version, reason);
        LOG.warnf(
                "event=version-quarantined model=%s version=%d code=%s attempts=%d retryAt=%s reason=%s",
                model, version, reason.code(), quarantined.attempts(), quarantined.retryAt(), reason.message());
    }
}
