package dev.gantry.serving.catalog;

import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.models.Routing;
import dev.gantry.contracts.models.Routing.Canary;
import dev.gantry.platform.models.Aliases;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.serving.metrics.ServingMetrics;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Brings one model to the state that the store asks for: the champion answers, or without one the newest version that has the role
 * and can be loaded; while a champion cannot be, what answered before; a canary answers its share; versions that somebody waits for
 * are loaded. For the loader's thread.
 */
final class Reconciler {
    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    /** Versions that one pass tries before it leaves the model as it is. */
    private static final int MAX_TRIES = 3;

    private final ModelStore models;
    private final Admission admission;
    private final ServingMetrics metrics;
    private final int standby;

    /** @param standby versions of a model that are kept loaded although nobody is routed to them */
    Reconciler(ModelStore models, Admission admission, ServingMetrics metrics, int standby) {
        this.models = models;
        this.admission = admission;
        this.metrics = metrics;
        this.standby = standby;
    }

    /**
     * Does what is to be done, and nothing if nothing is.
     *
     * @return how long until to look again, if a version that is wanted more than the live one is in quarantine
     * @throws GantryException retryable or fatal, if the store is out of reach
     */
    Optional<Duration> reconcile(ModelEntry entry, Aliases aliases) {
        entry.aliases(aliases);
        if (entry.rest() != ModelEntry.Rest.NONE) {
            return Optional.empty();
        }
        long start = System.nanoTime();
        Retry retry = new Retry();
        int primary = primary(entry, aliases.wanted().orElse(0), retry);
        Optional<Canary> canary = aliases.routing().canary().filter(tried -> loads(entry, tried.version(), retry));
        boolean changed = primary != entry.lineup().primary()
                || !canary.equals(entry.lineup().canary());
        if (changed) {
            boolean swapped = primary != entry.lineup().primary();
            entry.route(primary, canary, standby);
            LOG.infof(
                    "event=version-live model=%s version=%d canary=%s",
                    entry.model(), primary, canary.map(Canary::toString).orElse("none"));
            if (swapped) {
                metrics.swapped(entry.model(), System.nanoTime() - start);
            }
        }
        return retry.earliest;
    }

    /** Loads what somebody waits for. */
    void meetDemands(ModelEntry entry) {
        entry.demands().meet(version -> {
            if (version == Demands.PRIMARY) {
                requirePrimary(entry);
            } else {
                supply(entry, version);
                entry.route(entry.lineup().primary(), entry.lineup().canary(), standby);
            }
        });
    }

    /** The shortest time after which something that failed may be tried again. */
    private static final class Retry {
        private Optional<Duration> earliest = Optional.empty();

        void after(Optional<Duration> pause) {
            earliest = Stream.concat(earliest.stream(), pause.stream()).min(Comparator.naturalOrder());
        }
    }

    /** The version that is to answer: the first of the candidates that loads, else whichever does now. */
    private int primary(ModelEntry entry, int wanted, Retry retry) {
        Consumer<Integer> desire = version -> {
            entry.desire(version);
            metrics.desired(entry.model(), version);
        };
        boolean first = true;
        int tries = 0;
        for (Iterator<Integer> candidates = candidates(entry, wanted); candidates.hasNext() && tries < MAX_TRIES; ) {
            int version = candidates.next();
            if (entry.others().contains(version)) {
                continue;
            }
            Runnable begun = first ? () -> desire.accept(version) : () -> {};
            Admission.Outcome outcome = admission.bring(entry, version, begun);
            if (outcome == Admission.Outcome.OTHER_ROLE) {
                continue;
            }
            begun.run();
            first = false;
            if (outcome == Admission.Outcome.LOADED) {
                return version;
            }
            tries++;
            retry.after(entry.quarantine().pause(version));
        }
        return entry.lineup().primary();
    }

    /**
     * The wanted version, then, if it was promoted, what answers now and what did before, else what answers now if that is newer; then
     * the older ones, newest first, which are listed only when they are needed.
     */
    private Iterator<Integer> candidates(ModelEntry entry, int wanted) {
        if (wanted == 0) {
            return Stream.<Integer>empty().iterator();
        }
        int answering = entry.lineup().primary();
        Routing routing = entry.aliases().routing();
        Stream<Integer> chosen = routing.champion().isPresent()
                ? Stream.of(answering, routing.previous().orElse(0)).filter(version -> version > 0)
                : Stream.of(answering).filter(version -> version > wanted);
        Stream<Integer> older = Stream.of(entry.model())
                .flatMap(name -> models.versions(name).stream())
                .filter(version -> version < wanted)
                .sorted(Comparator.reverseOrder());
        return Stream.concat(Stream.concat(Stream.of(wanted), chosen), older)
                .distinct()
                .iterator();
    }

    private boolean loads(ModelEntry entry, int version, Retry retry) {
        if (admission.bring(entry, version, () -> {}) == Admission.Outcome.LOADED) {
            return true;
        }
        retry.after(entry.quarantine().pause(version));
        return false;
    }

    private static void requirePrimary(ModelEntry entry) {
        if (entry.lineup().primary() == 0) {
            throw ModelCatalog.notReady(ModelStatus.of(entry));
        }
    }

    private void supply(ModelEntry entry, int version) {
        if (!entry.lineup().loaded().containsKey(version)
                && models.find(entry.model(), version).isEmpty()) {
            throw LoadFailures.unknown(entry.model(), version);
        }
        switch (admission.bring(entry, version, () -> {})) {
            case LOADED -> {}
            case OTHER_ROLE -> throw LoadFailures.ofOtherRole(entry.model(), version);
            case QUARANTINED ->
                throw LoadFailures.unusable(
                        entry.model(),
                        version,
                        entry.quarantine()
                                .find(version)
                                .map(Quarantined::reason)
                                .orElseThrow(() ->
                                        new IllegalStateException("version " + version + " is not in quarantine")));
        }
    }
}
