package dev.gantry.detector.judge;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Origin;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Network;
import dev.gantry.contracts.models.Role;
import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.contracts.origin.OriginMark;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.detector.models.Detectors;
import dev.gantry.imaging.Conversion;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureLimits;
import dev.gantry.imaging.PixelScale;
import dev.gantry.service.origin.OriginReader;
import dev.gantry.serving.catalog.ModelCatalog;
import dev.gantry.serving.live.Lease;
import dev.gantry.serving.role.DetectorRole;
import dev.gantry.serving.session.Deadline;
import dev.gantry.serving.session.RunOptions;
import dev.gantry.serving.session.Tensor;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks detectors about a picture. Safe for use by several threads. */
@Singleton
public final class Judge {
    private final Detectors detectors;
    private final OriginReader origins;
    private final DetectorConfig config;
    private final PictureLimits limits;
    private final Clock clock;

    Judge(Detectors detectors, OriginReader origins, DetectorConfig config, Clock clock) {
        this.detectors = detectors;
        this.origins = origins;
        this.config = config;
        this.limits =
                new PictureLimits(config.picture().maxBytes(), config.picture().maxPixels());
        this.clock = clock;
        if (!Question.accepts(config.falsePositiveRate())) {
            throw new Failure.Fatal(
                            "invalid-configuration",
                            "gantry.detector.false-positive-rate is " + config.falsePositiveRate() + ": "
                                    + Question.accepted())
                    .asException();
        }
    }

    /**
     * Judges a picture: by its origin mark if that is valid, else by detectors.
     *
     * @param encoded PNG or JPEG
     * @throws GantryException rejected, {@code unsupported-media-type}, {@code too-large} or {@code invalid-request} for the
     *     picture, {@code not-found} for the model; retryable, {@code model-not-ready} or {@code deadline-exceeded}
     */
    public Verdict judge(String requestId, byte[] encoded, Question question) {
        Evidence evidence = Evidence.decode(encoded, limits);
        Optional<Origin> origin = origins.read(encoded, evidence.picture());
        Optional<OriginMark> declaration =
                origin.filter(found -> found.status() == Origin.Status.VALID).flatMap(Origin::mark);
        if (declaration.isPresent()) {
            return Verdicts.declared(requestId, clock.instant(), evidence, declaration.get());
        }
        Deadline deadline = Deadline.in(config.deadline());
        List<Look> looks = new ArrayList<>();
        if (question.model().isPresent()) {
            looks.add(look(question.model().get(), evidence.picture(), deadline));
        } else {
            for (String live : detectors.live()) {
                lookUnlessGone(live, evidence.picture(), deadline).ifPresent(looks::add);
            }
        }
        double falsePositiveRate = question.falsePositiveRate().orElse(config.falsePositiveRate());
        return Verdicts.of(requestId, clock.instant(), evidence, origin, new Panel(falsePositiveRate, looks));
    }

    /** A detector that was live a moment ago may be replaced by one that is not ready yet. */
    private Optional<Look> lookUnlessGone(String model, Picture picture, Deadline deadline) {
        try {
            return Optional.of(look(model, picture, deadline));
        } catch (GantryException e) {
            if (e.failure().code().equals(ModelCatalog.NOT_READY)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Look look(String model, Picture picture, Deadline deadline) {
        try (Lease lease = detectors.catalog().lease(model)) {
            Manifest manifest = lease.version().manifest();
            CardReader card = new CardReader(manifest.detector().orElseThrow());
            Network network =
                    Optional.ofNullable(manifest.networks().get(Role.DETECTOR)).orElseThrow();
            return new Look(
                    model,
                    manifest.version(),
                    score(lease, manifest, picture, deadline),
                    card,
                    card.covers(picture),
                    network.file().sha256(),
                    lease.version().manifestSha256());
        }
    }

    private static double score(Lease lease, Manifest manifest, Picture picture, Deadline deadline) {
        SampleSpec.Images trained = DetectorRole.pictures(manifest);
        Conversion shape = new Conversion(
                trained.channels(),
                trained.height(),
                trained.width(),
                Conversion.Fit.valueOf(trained.fit().name()));
        byte[] pixels = shape.apply(picture).pixels();
        float[] values = new float[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = PixelScale.toFloat(pixels[i]);
        }
        Tensor image = new Tensor(trained.shape(1), values);
        return lease.run(Map.of(DetectorRole.IMAGE, image), DetectorRole.SCORE, RunOptions.until(deadline))
                .values()[0];
    }
}
