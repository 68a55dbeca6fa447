package dev.gantry.detector.judge;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Emission;
import dev.gantry.contracts.detection.Verdict.Emission.Match;
import dev.gantry.contracts.detection.Verdict.Origin;
import dev.gantry.contracts.origin.OriginMark;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.detector.emissions.EmissionRegistry;
import dev.gantry.service.origin.OriginReader;
import dev.gantry.serving.session.Deadline;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Says what a picture is: by its origin mark, by what was given out, or by what detectors find. Safe for use by several threads. */
@Singleton
public final class Judge {
    private static final Logger LOG = Logger.getLogger(Judge.class);

    private final Panels panels;
    private final OriginReader origins;
    private final EmissionRegistry emissions;
    private final DriftWatch drift;
    private final DetectorConfig config;
    private final Clock clock;

    Judge(
            Panels panels,
            OriginReader origins,
            EmissionRegistry emissions,
            DriftWatch drift,
            DetectorConfig config,
            Clock clock) {
        this.panels = panels;
        this.origins = origins;
        this.emissions = emissions;
        this.drift = drift;
        this.config = config;
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
     * Judges a picture: by its origin mark if that is valid, else by detectors; a picture with the same pixels that was given out
     * overrules them, and is told even if they fail.
     *
     * @param encoded  PNG or JPEG
     * @param deadline until which somebody waits for the verdict
     * @throws GantryException rejected, {@code unsupported-media-type}, {@code too-large} or {@code invalid-request} for the
     *     picture, {@code not-found} for the model; retryable, {@code model-not-ready} or {@code deadline-exceeded}
     */
    public Verdict judge(String requestId, byte[] encoded, Question question, Deadline deadline) {
        Evidence evidence = Evidence.decode(encoded, config.picture());
        Optional<Origin> origin = origins.read(encoded, evidence.picture());
        Optional<OriginMark> declaration =
                origin.filter(found -> found.status() == Origin.Status.VALID).flatMap(Origin::mark);
        if (declaration.isPresent()) {
            return Verdicts.declared(requestId, clock.instant(), evidence, declaration.get());
        }
        return judge(requestId, evidence, origin, question, deadline);
    }

    /** Judges what carries no mark of its own, as {@link #judge(String, byte[], Question, Deadline)} does. */
    Verdict judge(String requestId, Evidence evidence, Question question, Deadline deadline) {
        return judge(requestId, evidence, Optional.empty(), question, deadline);
    }

    private Verdict judge(
            String requestId, Evidence evidence, Optional<Origin> origin, Question question, Deadline deadline) {
        Optional<Emission> emission = emissions.find(evidence.picture(), question.reach());
        boolean known = emission.filter(found -> found.match() == Match.EXACT).isPresent();
        Panel panel = panel(evidence, question, deadline, known);
        drift.observe(panel);
        return Verdicts.of(requestId, clock.instant(), evidence, origin, emission, panel);
    }

    /** @param known whether there is a verdict even if no detector can look */
    private Panel panel(Evidence evidence, Question question, Deadline deadline, boolean known) {
        try {
            return panels.on(evidence, question, deadline);
        } catch (GantryException e) {
            if (!known || e.failure().code().equals(Failure.Rejected.NOT_FOUND)) {
                throw e;
            }
            LOG.warnf(
                    "event=known-without-detectors code=%s reason=%s",
                    e.failure().code(), e.failure().message());
            return panels.ofNobody(question, e.failure());
        }
    }
}
