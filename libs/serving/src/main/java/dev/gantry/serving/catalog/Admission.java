package dev.gantry.serving.catalog;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.serving.live.ModelHandle;
import dev.gantry.serving.metrics.ServingMetrics;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Loads single versions, and sets aside those that fail. For the loader's thread. */
final class Admission {
    private static final Logger LOG = Logger.getLogger(Admission.class);

    private final ModelStore models;
    private final VersionLoader loader;
    private final MemoryBudget memory;
    private final ServingMetrics metrics;

    Admission(ModelStore models, VersionLoader loader, MemoryBudget memory, ServingMetrics metrics) {
        this.models = models;
        this.loader = loader;
        this.memory = memory;
        this.metrics = metrics;
    }

    /** What came of it. */
    enum Outcome {
        LOADED,
        OTHER_ROLE,
        QUARANTINED
    }

    /**
     * Loads a version unless it is loaded, and puts it among those that answer who names them.
     *
     * @param begun is run once the version turns out to have the role, before the work begins
     * @throws GantryException retryable or fatal, if the store is out of reach
     */
    Outcome bring(ModelEntry entry, int version, Runnable begun) {
        if (entry.lineup().loaded().containsKey(version)) {
            return Outcome.LOADED;
        }
        if (entry.quarantine().holds(version)) {
            return Outcome.QUARANTINED;
        }
        try {
            PublishedVersion published = find(entry.model(), version);
            if (!loader.serves(published.manifest())) {
                entry.others().add(version);
                return Outcome.OTHER_ROLE;
            }
            begun.run();
            entry.loading(version, ModelPhase.VERIFYING);
            loader.check(published);
            memory.makeRoom(entry, loader.footprint(published.manifest()));
            ModelHandle handle = loader.load(published, phase -> entry.loading(version, phase));
            entry.quarantine().release(version);
            entry.arrange(entry.lineup().with(handle));
            return Outcome.LOADED;
        } catch (GantryException e) {
            if (!(e.failure() instanceof Failure.Rejected)) {
                throw e;
            }
            quarantine(entry, version, e.failure());
            return Outcome.QUARANTINED;
        } catch (RuntimeException e) {
            LOG.errorf(e, "event=load-failed model=%s version=%d", entry.model(), version);
            quarantine(
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
        requireOf(model, version, published.manifest());
        return published;
    }

    /** @throws GantryException rejected, {@code wrong-manifest}, if the manifest is of another version than it stands at */
    static void requireOf(String model, int version, Manifest manifest) {
        if (!manifest.model().equals(model) || manifest.version() != version) {
            throw LoadFailures.rejected(
                    LoadFailures.WRONG_MANIFEST,
                    "the manifest describes version " + manifest.version() + " of " + manifest.model());
        }
    }

    /** How far the version at hand has come. */
    private static ModelPhase phase(ModelEntry entry) {
        ModelStatus.VersionStatus reached = entry.loading();
        return reached == null ? ModelPhase.DESIRED : reached.phase();
    }

    private void quarantine(ModelEntry entry, int version, Failure reason) {
        metrics.failed(entry.model(), reason.code(), phase(entry).name().toLowerCase(Locale.ROOT));
        Quarantined quarantined = entry.quarantine(version, reason);
        LOG.warnf(
                "event=version-quarantined model=%s version=%d code=%s attempts=%d retryAt=%s reason=%s",
                entry.model(), version, reason.code(), quarantined.attempts(), quarantined.retryAt(), reason.message());
    }
}
