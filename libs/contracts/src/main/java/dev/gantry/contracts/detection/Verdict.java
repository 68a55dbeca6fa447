package dev.gantry.contracts.detection;

import dev.gantry.contracts.origin.OriginMark;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the detectors say of one picture. It is never "real": the absence of evidence proves nothing.
 *
 * @param verdict           of a valid mark or of an emission with the same pixels, else of the judgement with the strongest evidence
 * @param reason            one sentence for people
 * @param origin            what its origin mark is worth; absent: it has none, which means nothing
 * @param emission          what the platform gave out that it is or looks like; absent: none is known, which means nothing
 * @param falsePositiveRate share of real pictures that all detectors together may call synthetic; absent: none was asked
 * @param judgements        one per detector that looked, strongest evidence first; none looks when a valid mark has told enough
 * @param unavailable       detectors that should have looked and could not; absent: none
 * @param attribution       whose picture it may be; absent: it could not be read
 */
public record Verdict(
        String requestId,
        Instant at,
        Conclusion verdict,
        String reason,
        Picture picture,
        Optional<Origin> origin,
        Optional<Emission> emission,
        OptionalDouble falsePositiveRate,
        List<Judgement> judgements,
        Optional<List<Unavailable>> unavailable,
        Optional<Attribution> attribution) {
    public Verdict {
        judgements = List.copyOf(judgements);
        unavailable = unavailable.map(List::copyOf);
    }

    /** Whether the picture is declared or likely synthetic. */
    public boolean synthetic() {
        return verdict.synthetic();
    }

    /** That one of the known generators made it, 0 to 1; absent as the attribution is. */
    public OptionalDouble syntheticProbability() {
        return attribution
                .map(shares -> OptionalDouble.of(1 - shares.unknown()))
                .orElse(OptionalDouble.empty());
    }

    /** The possible conclusions. */
    public enum Conclusion {
        /** The picture's own signed mark says so, or its pixels are those of a picture that the platform gave out. */
        DECLARED_SYNTHETIC,
        /** The score is above the threshold. */
        LIKELY_SYNTHETIC,
        /** The detector has no ground to judge this picture. */
        UNCERTAIN,
        /** The score is not above the threshold. */
        NO_EVIDENCE,
        /** Unlike both real and synthetic pictures. */
        ANOMALOUS,
        /** There is no detector for it. */
        NOT_APPLICABLE,
        /** It could not be read; answered to messages, while HTTP answers 4xx. */
        REJECTED_INPUT;

        /** Whether it calls the picture synthetic. */
        public boolean synthetic() {
            return this == DECLARED_SYNTHETIC || this == LIKELY_SYNTHETIC;
        }
    }

    /**
     * The picture as it came.
     *
     * @param format {@code png}, {@code jpeg} or, of a frame, {@code gif}; told by magic bytes
     * @param jpegQuality on the scale of the Independent JPEG Group, 1 to 100, as its tables tell it; absent for other formats
     */
    public record Picture(String sha256, String format, int width, int height, OptionalInt jpegQuality) {}

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
     * A picture that the platform gave out.
     *
     * @param model    that made it
     * @param version  of the model
     * @param at       when it was given out, to the millisecond
     * @param distance bits of 64 in which the looks of the two differ, 0 to 4; 0 if the match is exact
     */
    public record Emission(Match match, String model, int version, Instant at, int distance) {
        /** How alike two pictures are. */
        public enum Match {
            /** The same pixels. */
            EXACT,
            /** The looks differ in a few bits at most; so may those of different pictures. */
            ALIKE
        }
    }

    /**
     * One detector's view.
     *
     * @param score             raw, higher is more synthetic
     * @param probability       calibrated, at even odds
     * @param threshold         that the score is held against; absent: the detector abstains
     * @param falsePositiveRate that each detector's threshold is set for: the whole's, divided by the detectors that do not abstain
     * @param pValue            conformal: share of held-out reals that look at least as synthetic
     * @param abstention        why the verdict does not heed it; absent: it does
     * @param detectorSha256    of the detector's file
     * @param manifestSha256    of the manifest that holds its calibration
     */
    public record Judgement(
            String model,
            int version,
            Conclusion conclusion,
            double score,
            double probability,
            OptionalDouble threshold,
            double falsePositiveRate,
            double pValue,
            Optional<Abstention> abstention,
            String detectorSha256,
            String manifestSha256) {}

    /** Why a detector has no say. */
    public enum Abstention {
        /** It knows no pictures of such a size. */
        UNKNOWN_SIZE,
        /** It knows no JPEG files that were compressed so strongly. */
        UNKNOWN_QUALITY,
        /** Its calibration has too few real pictures to hold so low a false-positive rate. */
        TOO_FEW_REALS
    }

    /**
     * A detector that had no say because it was not there.
     *
     * @param code   stable, for programs, for instance {@code model-not-ready} or {@code deadline-exceeded}
     * @param reason one sentence for people
     */
    public record Unavailable(String model, String code, String reason) {}

    /**
     * Whose picture it may be, were each generator and anything else equally likely beforehand. All shares and {@code unknown}
     * add up to 1.
     *
     * @param generators of the detectors that know such pictures, greatest share first
     * @param unknown    share of real pictures and of all other generators
     */
    public record Attribution(List<Share> generators, double unknown) {
        public Attribution {
            generators = List.copyOf(generators);
        }
    }

    /**
     * One generator's part, or that of several together.
     *
     * @param share in [0, 1]
     * @param generators one of which made it, if the model is a detector of several; absent: the model's own generator did
     */
    public record Share(String model, int version, double share, Optional<List<String>> generators) {
        public Share {
            generators = generators.map(List::copyOf);
        }

        /** The part of a model's own generator. */
        public Share(String model, int version, double share) {
            this(model, version, share, Optional.empty());
        }
    }
}
