package dev.gantry.contracts.detection;

import dev.gantry.contracts.origin.OriginMark;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the detectors say of one picture. It is never "real": the absence of evidence proves nothing.
 *
 * @param verdict    of the judgement with the strongest evidence
 * @param reason     one sentence for people
 * @param origin     what its origin mark is worth; absent: it has none, which means nothing
 * @param judgements one per detector that looked, strongest evidence first; none looks when a valid mark has told enough
 */
public record Verdict(
        String requestId,
        Instant at,
        Conclusion verdict,
        String reason,
        Picture picture,
        Optional<Origin> origin,
        List<Judgement> judgements) {
    public Verdict {
        judgements = List.copyOf(judgements);
    }

    /** The possible conclusions. */
    public enum Conclusion {
        /** The picture's own signed mark says so. */
        DECLARED_SYNTHETIC,
        /** The score is above the threshold. */
        LIKELY_SYNTHETIC,
        /** The detector has no ground to judge this picture. */
        UNCERTAIN,
        /** The score is not above the threshold. */
        NO_EVIDENCE,
        /** Unlike both real and synthetic pictures. */
        ANOMALOUS,
        /** No detector is live for it. */
        NOT_APPLICABLE,
        /** It could not be read; answered to messages, while HTTP answers 4xx. */
        REJECTED_INPUT
    }

    /** @param format {@code png} or {@code jpeg}, told by magic bytes */
    public record Picture(String sha256, String format, int width, int height) {}

    /**
     * A picture's own word on where it comes from.
     *
     * @param mark as the picture carries it; absent: it cannot be read. Only a {@link Status#VALID} one is true
     */
    public record Origin(Status status, Optional<OriginMark> mark) {
        /** What a mark turned out to be. */
        public enum Status {
            /** Signed by a trusted key, for these very pixels. */
            VALID,
            /** Signed by a trusted key; the picture was edited since. */
            CHANGED,
            /** Signed by a trusted key, for another picture. */
            OF_ANOTHER,
            /** The signature, said to be by a trusted key, is of something else. */
            FORGED,
            /** Signed by a key that is not trusted. */
            FOREIGN_KEY,
            /** No mark. */
            UNREADABLE
        }
    }

    /**
     * One detector's view.
     *
     * @param score             raw, higher is more synthetic
     * @param probability       calibrated, at even odds
     * @param threshold         that the score is held against
     * @param falsePositiveRate that the threshold was set for
     * @param pValue            conformal: share of held-out reals that look at least as synthetic
     * @param detectorSha256    of the detector's file
     * @param manifestSha256    of the manifest that holds its calibration
     */
    public record Judgement(
            String model,
            int version,
            Conclusion conclusion,
            double score,
            double probability,
            double threshold,
            double falsePositiveRate,
            double pValue,
            String detectorSha256,
            String manifestSha256) {}
}
