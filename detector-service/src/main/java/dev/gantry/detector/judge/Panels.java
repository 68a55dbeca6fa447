package dev.gantry.detector.judge;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.detection.Verdict.Unavailable;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Network;
import dev.gantry.contracts.models.Role;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.detector.models.Detectors;
import dev.gantry.imaging.Picture;
import dev.gantry.serving.catalog.ModelCatalog;
import dev.gantry.serving.catalog.ModelStatus;
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
     * What the detectors that are asked find. One that is not loaded is loaded first, after those that are have looked; when that
     * fails or takes too long, the panel tells why it is without it.
     *
     * @throws GantryException rejected, {@code not-found}, for an unknown model; retryable, {@code model-not-ready} or
     *     {@code deadline-exceeded}
     */
    Panel on(Evidence evidence, Question question, Deadline deadline) {
        List<Look> looks = new ArrayList<>();
        List<Unavailable> unavailable = new ArrayList<>();
        if (question.model().isPresent()) {
            looks.add(look(question.model().get(), evidence, deadline));
        } else {
            for (ModelStatus detector : detectors.registered()) {
                if (question.reach().model(detector.model())) {
                    try {
                        looks.add(look(detector.model(), evidence, deadline));
                    } catch (GantryException e) {
                        unavailable.add(unavailable(detector, e));
                    }
                }
            }
        }
        return panel(question, looks, unavailable);
    }

    /** Without anybody's look; tells why the detector that was named has none. */
    Panel ofNobody(Question question, Failure failure) {
        return panel(
                question,
                List.of(),
                question.model().stream()
                        .map(model -> new Unavailable(model, failure.code(), failure.message()))
                        .toList());
    }

    private Panel panel(Question question, List<Look> looks, List<Unavailable> unavailable) {
        return new Panel(question.falsePositiveRate().orElse(config.falsePositiveRate()), looks, unavailable);
    }

    /** What keeps a detector from being there is told; what goes wrong with one that is there ends the question. */
    private static Unavailable unavailable(ModelStatus detector, GantryException e) {
        String code = e.failure().code();
        boolean loading = detector.live().isEmpty() && code.equals(Deadline.EXCEEDED);
        if (!loading && !code.equals(ModelCatalog.NOT_READY)) {
            throw e;
        }
        return new Unavailable(detector.model(), code, e.failure().message());
    }

    private Look look(String model, Evidence evidence, Deadline deadline) {
        try (Lease lease = detectors.lease(model, deadline)) {
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
