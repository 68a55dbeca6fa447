package dev.gantry.detector.http;

import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.detector.http.DetectionBatch.Result;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Answers on pictures that follow each other.
 *
 * @param results one per frame, in order
 */
public record DetectionSequence(List<Result> results, Summary summary) {
    public DetectionSequence {
        results = List.copyOf(results);
    }

    /**
     * All frames together. A frame's probability is that one of the known generators made it: {@code 1 - attribution.unknown}.
     *
     * @param judged          frames with a verdict
     * @param meanProbability over these, 0 to 1; absent when there is none, as are the next two
     * @param maxProbability  over these, 0 to 1
     * @param shareSynthetic  of these, 0 to 1: declared or likely synthetic
     * @param segments        runs of consecutive such frames
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

    static DetectionSequence of(List<Result> results) {
        List<Verdict> verdicts =
                results.stream().flatMap(result -> result.verdict().stream()).toList();
        List<Segment> segments = segments(results);
        if (verdicts.isEmpty()) {
            OptionalDouble none = OptionalDouble.empty();
            return new DetectionSequence(results, new Summary(0, none, none, none, segments));
        }
        DoubleSummaryStatistics probabilities =
                verdicts.stream().mapToDouble(DetectionSequence::probability).summaryStatistics();
        double synthetic =
                verdicts.stream().filter(DetectionSequence::synthetic).count();
        return new DetectionSequence(
                results,
                new Summary(
                        verdicts.size(),
                        OptionalDouble.of(probabilities.getAverage()),
                        OptionalDouble.of(probabilities.getMax()),
                        OptionalDouble.of(synthetic / verdicts.size()),
                        segments));
    }

    private static List<Segment> segments(List<Result> results) {
        List<Segment> segments = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < results.size(); i++) {
            if (!synthetic(results.get(i))) {
                first = i + 1;
            } else if (i + 1 == results.size() || !synthetic(results.get(i + 1))) {
                segments.add(new Segment(first, i));
            }
        }
        return segments;
    }

    private static boolean synthetic(Result result) {
        return result.verdict().filter(DetectionSequence::synthetic).isPresent();
    }

    private static boolean synthetic(Verdict verdict) {
        return verdict.verdict() == Conclusion.LIKELY_SYNTHETIC || verdict.verdict() == Conclusion.DECLARED_SYNTHETIC;
    }

    private static double probability(Verdict verdict) {
        return 1 - verdict.attribution().orElseThrow().unknown();
    }
}
