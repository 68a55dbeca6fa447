package dev.gantry.detector.queue;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Headers;
import dev.gantry.contracts.detection.DetectionRequest;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.detector.judge.DetectorMetrics;
import dev.gantry.detector.judge.DetectorMetrics.Source;
import dev.gantry.detector.judge.StoredPictures;
import dev.gantry.detector.judge.VerdictArchive;
import dev.gantry.detector.judge.VerdictLog;
import dev.gantry.detector.judge.Verdicts;
import dev.gantry.platform.queue.Handler;
import dev.gantry.platform.queue.Settlement;
import dev.gantry.platform.queue.Task;
import dev.gantry.service.callers.Reach;
import dev.gantry.serving.session.Deadline;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Answers a request with a verdict. A picture that cannot be read gets one too; only requests that break their schema become
 * dead letters. The same request id gets the same verdict however often it is delivered.
 */
@Singleton
final class DetectionHandler implements Handler<DetectionRequest> {
    private static final Logger LOG = Logger.getLogger(DetectionHandler.class);

    private final StoredPictures pictures;
    private final VerdictArchive archive;
    private final VerdictLog verdicts;
    private final DetectorMetrics metrics;
    private final DetectorConfig config;
    private final Clock clock;

    DetectionHandler(
            StoredPictures pictures,
            VerdictArchive archive,
            VerdictLog verdicts,
            DetectorMetrics metrics,
            DetectorConfig config,
            Clock clock) {
        this.pictures = pictures;
        this.archive = archive;
        this.verdicts = verdicts;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Settlement handle(Task<DetectionRequest> task) {
        long started = System.nanoTime();
        DetectionRequest request = task.message();
        String requestId = request.requestId().orElseGet(task::uuid);
        Verdict verdict = archive.standing(requestId, () -> judge(requestId, request));
        verdicts.answer(verdict, task.header(Headers.TRACEPARENT));
        metrics.answered(Source.KAFKA, verdict, started);
        LOG.infof("event=judged requestId=%s verdict=%s", requestId, verdict.verdict());
        return new Settlement.Done();
    }

    private Verdict judge(String requestId, DetectionRequest request) {
        try {
            return pictures.judge(
                    requestId,
                    request,
                    Reach.EVERYTHING, // who writes to Kafka is the operator
                    Deadline.in(config.deadline()));
        } catch (GantryException e) {
            if (e.failure() instanceof Failure.Rejected rejected) {
                metrics.rejected(Source.KAFKA, rejected);
                return Verdicts.without(conclusion(rejected), requestId, clock.instant(), request.sha256(), rejected);
            }
            throw e;
        }
    }

    private static Conclusion conclusion(Failure.Rejected rejected) {
        return switch (rejected.code()) {
            case Failure.Rejected.TOO_MANY ->
                throw new Failure.Retryable(rejected.code(), rejected.message()).asException();
            case Failure.Rejected.NOT_FOUND -> Conclusion.NOT_APPLICABLE;
            default -> Conclusion.REJECTED_INPUT;
        };
    }
}
