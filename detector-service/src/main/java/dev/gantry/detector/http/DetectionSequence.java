package dev.gantry.detector.http;

import dev.gantry.contracts.detection.FramesSummary;
import dev.gantry.contracts.detection.FramesSummary.Segment;
import dev.gantry.contracts.detection.Verdict;
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
public record DetectionSequence(List<Result> results, FramesSummary summary) {
    public DetectionSequence {
        results = List.copyOf(results);
    }

    static DetectionSequence of(List<Result> results) {
        List<Verdict> verdicts =
                results.stream().flatMap(result -> result.verdict().stream()).toList();
        List<Segment> segments = segments(results);
        if (verdicts.isEmpty()) {
            OptionalDouble none = OptionalDouble.empty();
            return new DetectionSequence(results, new FramesSummary(0, none, none, none, segments));
        }
        DoubleSummaryStatistics probabilities = verdicts.stream()
                .mapToDouble(verdict -> verdict.syntheticProbability().orElseThrow())
                .summaryStatistics();
        double synthetic = verdicts.stream().filter(Verdict::synthetic).count();
        return new DetectionSequence(
                results,
                new FramesSummary(
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
        return result.verdict().filter(Verdict::synthetic).isPresent();
    }
}
