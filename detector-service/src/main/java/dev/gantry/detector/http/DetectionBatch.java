package dev.gantry.detector.http;

import dev.gantry.contracts.detection.Verdict;
import dev.gantry.service.http.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Answers on several pictures.
 *
 * @param results one per picture, in the order in which they came
 */
public record DetectionBatch(List<Result> results) {
    public DetectionBatch {
        results = List.copyOf(results);
    }

    /**
     * Either a verdict or the problem with one picture.
     *
     * @param file its name in the form
     */
    public record Result(String file, Optional<Verdict> verdict, Optional<Problem> problem) {
        static Result of(String file, Verdict verdict) {
            return new Result(file, Optional.of(verdict), Optional.empty());
        }

        static Result of(String file, Problem problem) {
            return new Result(file, Optional.empty(), Optional.of(problem));
        }
    }
}
