package dev.gantry.detector.queue;

import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Headers;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.Violation;
import dev.gantry.contracts.detection.DetectionRequest;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.detector.judge.DetectorMetrics;
import dev.gantry.detector.judge.DetectorMetrics.Source;
import dev.gantry.detector.judge.Judge;
import dev.gantry.detector.judge.Question;
import dev.gantry.detector.judge.Verdicts;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.OutgoingMessage;
import dev.gantry.platform.queue.Handler;
import dev.gantry.platform.queue.Settlement;
import dev.gantry.platform.queue.Task;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.Sha256;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Answers a request with a verdict. A picture that cannot be read gets one too; only requests that break their schema become
 * dead letters. The same request id gets the same verdict however often it is delivered.
 */
@Singleton
final class DetectionHandler implements Handler<DetectionRequest> {
    private static final Logger LOG = Logger.getLogger(DetectionHandler.class);
    private static final String EVENT_SOURCE = "/gantry/detector";
    private static final String EVENT_TYPE = "dev.gantry.detection.verdict";
    private static final String DIGEST_MISMATCH = "digest-mismatch";

    private final ObjectStore store;
    private final Judge judge;
    private final VerdictArchive archive;
    private final MessageProducer producer;
    private final DetectorMetrics metrics;
    private final int maxBytes;
    private final Clock clock;

    DetectionHandler(
            ObjectStore store,
            Judge judge,
            VerdictArchive archive,
            MessageProducer producer,
            DetectorMetrics metrics,
            DetectorConfig config,
            Clock clock) {
        this.store = store;
        this.judge = judge;
        this.archive = archive;
        this.producer = producer;
        this.metrics = metrics;
        this.maxBytes = config.picture().maxBytes();
        this.clock = clock;
    }

    @Override
    public Settlement handle(Task<DetectionRequest> task) {
        long started = System.nanoTime();
        DetectionRequest request = task.message();
        String requestId = request.requestId().orElseGet(() -> derivedId(task));
        Verdict verdict = archive.find(requestId).orElseGet(() -> archive.keep(judge(requestId, request)));
        CloudEvent event = new CloudEvent(requestId, EVENT_SOURCE, EVENT_TYPE, verdict.at());
        producer.send(new OutgoingMessage(
                Topics.DETECTION_VERDICTS, requestId, event, verdict, task.header(Headers.TRACEPARENT)));
        metrics.answered(Source.KAFKA, verdict, started);
        LOG.infof("event=judged requestId=%s verdict=%s", requestId, verdict.verdict());
        return new Settlement.Done();
    }

    private Verdict judge(String requestId, DetectionRequest request) {
        try {
            return judge.judge(requestId, fetch(request), new Question(request.model(), request.falsePositiveRate()));
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

    private byte[] fetch(DetectionRequest request) {
        byte[] picture = store.get(request.object(), maxBytes)
                .orElseThrow(() -> Failure.Rejected.invalidField("object", request.object(), "the key of an object")
                        .asException());
        String found = Sha256.of(picture);
        if (!found.equals(request.sha256())) {
            Violation violation = new Violation("sha256", request.sha256(), "the object's digest, " + found);
            throw new Failure.Rejected(DIGEST_MISMATCH, violation.sentence(), List.of(violation)).asException();
        }
        return picture;
    }

    /** The same for every delivery of a message. */
    private static String derivedId(Task<DetectionRequest> task) {
        return UUID.nameUUIDFromBytes(task.id().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
