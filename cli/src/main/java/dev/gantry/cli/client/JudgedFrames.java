package dev.gantry.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Verdicts on the frames of an animation, and all of them summed up.
 *
 * @param results one per frame, in order
 */
public record JudgedFrames(List<Frame> results, Summary summary) {
    public JudgedFrames {
        results = List.copyOf(results);
    }

    /**
     * Either a verdict or the problem with one frame.
     *
     * @param file its name in a ZIP, its number from 0 on in a GIF
     */
    public record Frame(String file, Optional<Verdict> verdict, Optional<JsonNode> problem) {
        /** Whether it is declared or likely synthetic. */
        public boolean synthetic() {
            return verdict.map(Verdict::verdict)
                    .filter(conclusion ->
                            conclusion == Conclusion.LIKELY_SYNTHETIC || conclusion == Conclusion.DECLARED_SYNTHETIC)
                    .isPresent();
        }

        /** That one of the known generators made it, 0 to 1; empty without a verdict. */
        public OptionalDouble probability() {
            return verdict.flatMap(Verdict::attribution)
                    .map(attribution -> OptionalDouble.of(1 - attribution.unknown()))
                    .orElse(OptionalDouble.empty());
        }
    }

    /**
     * @param judged   frames with a verdict, over which the others are taken
     * @param segments runs of consecutive synthetic frames
     */
    public record Summary(
            int judged,
            OptionalDouble meanProbability,
            OptionalDouble maxProbability,
            OptionalDouble shareSynthetic,
            List<Segment> segments) {
        public Summary {
            segments = List.copyOf(segments);
        }
    }

    /** Frames from {@code first} to {@code last}, both included, counted from 0. */
    public record Segment(int first, int last) {}

    /** The frames of a segment. */
    public List<Frame> of(Segment segment) {
        return results.subList(segment.first(), segment.last() + 1);
    }

    /** Whether a file begins like a GIF or a ZIP. */
    public static boolean sniff(byte[] head) {
        return begins(head, 'G', 'I', 'F', '8') || begins(head, 'P', 'K', 3, 4);
    }

    private static boolean begins(byte[] head, int... signature) {
        if (head.length < signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if (head[i] != signature[i]) {
                return false;
            }
        }
        return true;
    }
}
