package dev.gantry.detector.feedback;

import dev.gantry.contracts.detection.Feedback;
import dev.gantry.contracts.detection.Feedback.Heeded;
import dev.gantry.contracts.detection.FeedbackRequest;
import dev.gantry.contracts.detection.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What feedback needs of the last verdicts that detectors were asked for. Safe for use by several threads. */
final class KnownVerdicts {
    private final Map<String, Feedback> unlabelled;

    /** @param capacity verdicts that are remembered, the oldest of which are forgotten beyond */
    KnownVerdicts(int capacity) {
        unlabelled = new LastEntries<>(capacity);
    }

    synchronized void add(Verdict verdict) {
        if (verdict.falsePositiveRate().isEmpty()) {
            return;
        }
        unlabelled.put(
                verdict.requestId(),
                new Feedback(
                        verdict.requestId(),
                        verdict.at(),
                        Feedback.Label.UNKNOWN,
                        Optional.empty(),
                        verdict.verdict(),
                        verdict.falsePositiveRate().getAsDouble(),
                        verdict.judgements().stream()
                                .filter(judgement -> judgement.abstention().isEmpty())
                                .map(judgement ->
                                        new Heeded(judgement.model(), judgement.version(), judgement.conclusion()))
                                .toList()));
    }

    /** Feedback on a verdict; empty if that is not remembered. */
    synchronized Optional<Feedback> label(String requestId, FeedbackRequest request, Instant at) {
        return Optional.ofNullable(unlabelled.get(requestId))
                .map(known -> new Feedback(
                        requestId,
                        at,
                        request.label(),
                        request.reason(),
                        known.verdict(),
                        known.falsePositiveRate(),
                        known.judgements()));
    }
}
