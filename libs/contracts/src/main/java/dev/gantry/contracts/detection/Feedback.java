package dev.gantry.contracts.detection;

import dev.gantry.contracts.detection.Verdict.Conclusion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What turned out about a picture that was judged. Later feedback on the same verdict replaces earlier.
 *
 * @param requestId         of the verdict
 * @param label             what the picture is
 * @param reason            how that is known, for people
 * @param verdict           that was given
 * @param falsePositiveRate that it was given for
 * @param judgements        of the detectors that it heeded
 */
public record Feedback(
        String requestId,
        Instant at,
        Label label,
        Optional<String> reason,
        Conclusion verdict,
        double falsePositiveRate,
        List<Heeded> judgements) {
    public Feedback {
        judgements = List.copyOf(judgements);
    }

    /** What a picture is. */
    public enum Label {
        REAL,
        SYNTHETIC,
        /** It stays open; takes earlier feedback back. */
        UNKNOWN
    }

    /** What one detector had concluded. */
    public record Heeded(String model, int version, Conclusion conclusion) {}
}
