package dev.gantry.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.contracts.detection.FramesSummary;
import dev.gantry.contracts.detection.FramesSummary.Segment;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.imaging.AnimatedGif;
import dev.gantry.imaging.ZipSignature;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Verdicts on the frames of an animation, and all of them summed up.
 *
 * @param results one per frame, in order
 */
public record JudgedFrames(List<Frame> results, FramesSummary summary) {
    public JudgedFrames {
        results = List.copyOf(results);
    }

    /**
     * Either a verdict or the problem with one frame.
     *
     * @param file its name in a ZIP, its number from 0 on in a GIF
     */
    public record Frame(String file, Optional<Verdict> verdict, Optional<JsonNode> problem) {
        /** That one of the known generators made it, 0 to 1; empty without a verdict. */
        public OptionalDouble probability() {
            return verdict.map(Verdict::syntheticProbability).orElse(OptionalDouble.empty());
        }
    }

    /** The frames of a segment. */
    public List<Frame> of(Segment segment) {
        return results.subList(segment.first(), segment.last() + 1);
    }

    /** Whether a file begins like a GIF or a ZIP. */
    public static boolean sniff(byte[] head) {
        return AnimatedGif.sniff(head) || ZipSignature.sniff(head);
    }
}
