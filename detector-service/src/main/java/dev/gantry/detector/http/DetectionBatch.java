package dev.gantry.detector.http;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.service.http.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Answers on several pictures.
 *
 * @param results one per picture, in the order in which they came
 */
public record DetectionBatch(List<Result> results) {
    private static final Logger LOG = Logger.getLogger(DetectionBatch.class);

    public DetectionBatch {
        results = List.copyOf(results);
    }

    /**
     * Either a verdict or the problem with one picture.
     *
     * @param file its name in the form or the ZIP
     */
    public record Result(String file, Optional<Verdict> verdict, Optional<Problem> problem) {
        static Result of(String file, Verdict verdict) {
            return new Result(file, Optional.of(verdict), Optional.empty());
        }

        /** Of a picture that was not judged; what is not its own fault is logged. */
        static Result failed(String file, Throwable thrown) {
            Throwable cause = thrown instanceof CompletionException wrapped && wrapped.getCause() != null
                    ? wrapped.getCause()
                    : thrown;
            Failure failure = cause instanceof GantryException known
                    ? known.failure()
                    : new Failure.Fatal("internal", "the service failed; its log says why");
            if (!(failure instanceof Failure.Rejected)) {
                LOG.warnf(cause, "event=picture-failed code=%s", failure.code());
            }
            return new Result(file, Optional.empty(), Optional.of(Problem.of(failure)));
        }
    }
}
