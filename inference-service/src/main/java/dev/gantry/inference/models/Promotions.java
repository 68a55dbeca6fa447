package dev.gantry.inference.models;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.models.Routing;
import dev.gantry.contracts.models.Routing.Canary;
import dev.gantry.contracts.models.RoutingChanged;
import dev.gantry.inference.InferenceConfig;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.serving.catalog.ModelStatus;
import dev.gantry.serving.catalog.VersionChoice;
import dev.gantry.serving.live.Lease;
import dev.gantry.serving.session.Deadline;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Decides which versions answer. A version is loaded here before it may: what does not load can be neither champion nor canary. The
 * decision is kept in the store and told to the other servers.
 */
@Singleton
final class Promotions {
    private static final Logger LOG = Logger.getLogger(Promotions.class);

    private final Generators generators;
    private final ModelStore models;
    private final EventLog events;
    private final InferenceConfig config;
    private final Clock clock;

    Promotions(Generators generators, ModelStore models, EventLog events, InferenceConfig config, Clock clock) {
        this.generators = generators;
        this.models = models;
        this.events = events;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Lets a version answer from now on.
     *
     * @param version absent: the canary, or the newest one if there is no canary
     * @throws GantryException rejected: {@code not-found}, or {@code conflict} if the version cannot be loaded
     */
    Routing promote(String model, OptionalInt version) {
        ModelStatus status = generators.catalog().status(model);
        int promoted = version.orElseGet(() -> models.aliases(model)
                .routing()
                .canary()
                .map(Canary::version)
                .orElseGet(() -> status.aliases().latest().orElseThrow(() -> nothing(model, "version"))));
        requireLoads(model, promoted);
        return change(model, routing -> routing.promote(promoted, status.live(), clock.instant()));
    }

    /**
     * Lets the version answer that did so before; without one that is known, the newest one below the one that answers now.
     *
     * @throws GantryException rejected, {@code conflict}, if there is none or it cannot be loaded
     */
    Routing rollBack(String model) {
        ModelStatus status = generators.catalog().status(model);
        OptionalInt live = status.live();
        OptionalInt previous = models.aliases(model).routing().previous();
        int version = previous.isPresent()
                ? previous.getAsInt()
                : models.versions(model).stream()
                        .filter(number -> number < live.orElse(0))
                        .max(Comparator.naturalOrder())
                        .orElseThrow(() -> nothing(model, "version before"));
        requireLoads(model, version);
        return change(model, routing -> routing.promote(version, live, clock.instant()));
    }

    /**
     * Lets a version answer a share of the seeds.
     *
     * @throws GantryException rejected: {@code not-found}, or {@code conflict} if the version cannot be loaded
     */
    Routing tryOut(String model, Canary canary) {
        requireLoads(model, canary.version());
        return change(model, routing -> routing.withCanary(canary, clock.instant()));
    }

    /** Ends the trial of a canary. */
    Routing endTrial(String model) {
        generators.catalog().status(model);
        return change(model, routing -> routing.withoutCanary(clock.instant()));
    }

    /** Lets the newest version answer from now on. */
    Routing follow(String model) {
        generators.catalog().status(model);
        return change(model, routing -> routing.follow(clock.instant()));
    }

    private void requireLoads(String model, int version) {
        Deadline deadline = Deadline.in(config.deadline());
        try (Lease lease = generators.catalog().lease(model, new VersionChoice.Numbered(version), deadline)) {
            LOG.debugf(
                    "event=version-loads model=%s version=%d",
                    model, lease.version().manifest().version());
        }
    }

    private Routing change(String model, UnaryOperator<Routing> change) {
        Routing routing = models.route(model, change);
        LOG.infof(
                "event=routing-changed model=%s champion=%s previous=%s canary=%s",
                model, routing.champion(), routing.previous(), routing.canary());
        generators.catalog().hint(model);
        try {
            events.publish(new RoutingChanged(model, routing));
        } catch (GantryException e) {
            // The other servers find the decision in the store when they next look through it.
            LOG.warnf(
                    "event=routing-untold model=%s code=%s", model, e.failure().code());
        }
        return routing;
    }

    private static GantryException nothing(String model, String what) {
        return new Failure.Rejected(Failure.Rejected.CONFLICT, model + " has no " + what + " that could answer")
                .asException();
    }
}
