package dev.gantry.contracts.detection;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Verdicts on pictures that follow each other, all of them together. A frame's probability is that of
 * {@link Verdict#syntheticProbability}.
 *
 * @param judged          frames with a verdict
 * @param meanProbability over these, 0 to 1; absent when there is none, as are the next two
 * @param maxProbability  over these, 0 to 1
 * @param shareSynthetic  of these, 0 to 1: declared or likely synthetic
 * @param segments        runs of consecutive such frames
 */
public record FramesSummary(
        int judged,
        OptionalDouble meanProbability,
        OptionalDouble maxProbability,
        OptionalDouble shareSynthetic,
        List<Segment> segments) {
    public FramesSummary {
        segments = List.copyOf(segments);
    }

    /** Frames from {@code first} to {@code last}, both included, counted from 0. */
    public record Segment(int first, int last) {}
}
