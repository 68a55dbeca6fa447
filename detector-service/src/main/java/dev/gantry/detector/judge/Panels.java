package dev.gantry.detector.judge;

import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Network;
import dev.gantry.contracts.models.Role;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.detector.models.Detectors;
import dev.gantry.imaging.Picture;
import dev.gantry.serving.catalog.ModelCatalog;
import dev.gantry.serving.live.Lease;
import dev.gantry.serving.session.Deadline;
import dev.gantry.serving.session.RunOptions;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets detectors look at pictures. */
@Singleton
final class Panels {
    private final Detectors detectors;
    private final DetectorConfig config;

    Panels(Detectors detectors, DetectorConfig config) {
        this.detectors = detectors;
        this.config = config;
    }

    /**
     * What the detectors that are asked find.
     *
     * @throws GantryException rejected, {@code not-found}, for an unknown model; retryable, {@code model-not-ready} or
     *     {@code deadline-exceeded}
     */
    Panel on(Evidence evidence, Question question, Deadline deadline) {
        List<Look> looks = new ArrayList<>();
        if (question.model().isPresent()) {
            looks.add(look(question.model().get(), evidence, deadline));
        } else {
            detectors.live().stream()
                    .filter(question.reach()::model)
                    .forEach(live -> lookUnlessGone(live, evidence, deadline).ifPresent(looks::add));
        }
        return new Panel(question.falsePositiveRate().orElse(config.falsePositiveRate()), looks);
    }

    /** A detector that was live a moment ago may be replaced by one that is not ready yet. */
    private Optional<Look> lookUnlessGone(String model, Evidence evidence, Deadline deadline) {
        try {
            return Optional.of(look(model, evidence, deadline));
        } catch (GantryException e) {
            if (e.failure().code().equals(ModelCatalog.NOT_READY)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Look look(String model, Evidence evidence, Deadline deadline) {
        try (Lease lease = detectors.catalog().lease(model)) {
            Manifest manifest = lease.version().manifest();
            DetectorInput input = new DetectorInput(manifest);
            Picture converted = input.converted(evidence.picture());
            CardReader card = new CardReader(manifest.detector().orElseThrow());
            Network network =
                    Optional.ofNullable(manifest.networks().get(Role.DETECTOR)).orElseThrow();
            return new Look(
                    model,
                    manifest.version(),
                    manifest.detected(),
                    input.scores(lease, input.values(converted), RunOptions.until(deadline))[0],
                    card,
                    Stratum.of(evidence, converted),
                    card.foreign(evidence),
                    network.file().sha256(),
                    lease.version().manifestSha256());
        }
    }
}
