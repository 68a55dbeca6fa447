package dev.gantry.detector.feedback;

import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.detection.Feedback;
import dev.gantry.contracts.detection.FeedbackRequest;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.OutgoingMessage;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes feedback on verdicts and knows the error rates that it shows. Verdicts and feedback are read from their topics, so that
 * every detector service knows those of all.
 */
@Startup
@Singleton
public class FeedbackDesk {
    private static final String EVENT_SOURCE = "/gantry/detector";
    private static final String EVENT_TYPE = "dev.gantry.detection.feedback";

    private final MessageProducer producer;
    private final Clock clock;
    private final KnownVerdicts verdicts;
    private final FeedbackLedger ledger;
    private final EventFollower verdictFollower;
    private final EventFollower feedbackFollower;
    private final int remembered;

    FeedbackDesk(
            DetectorConfig config,
            KafkaConnection kafka,
            MessageProducer producer,
            PrometheusRegistry registry,
            Clock clock) {
        this.producer = producer;
        this.clock = clock;
        this.remembered = config.feedback().maxVerdicts();
        verdicts = new KnownVerdicts(remembered);
        ledger = new FeedbackLedger(config.feedback().maxLabels());
        verdictFollower = EventFollower.start(
                kafka, Topics.DETECTION_VERDICTS, message -> verdicts.add(Json.read(message.value(), Verdict.class)));
        feedbackFollower = EventFollower.start(
                kafka, Topics.DETECTION_FEEDBACK, message -> ledger.add(Json.read(message.value(), Feedback.class)));
        FeedbackMetrics.register(registry, ledger);
    }

    /**
     * Keeps what turned out about a picture; earlier feedback on its verdict no longer counts.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code not-found}, if no such verdict is remembered; retryable,
     *     {@code not-caught-up} after a start or {@code kafka-unavailable}
     */
    public Feedback take(String requestId, FeedbackRequest request) {
        Optional<Feedback> labelled = verdicts.label(requestId, request, clock.instant());
        if (labelled.isEmpty()) {
            requireCaughtUp(verdictFollower);
        }
        Feedback feedback = labelled.orElseThrow(() -> new Failure.Rejected(
                        Failure.Rejected.NOT_FOUND,
                        "no verdict of detectors with the id " + requestId + " is remembered: the last " + remembered
                                + " of a week are")
                .asException());
        CloudEvent event = new CloudEvent(UUID.randomUUID().toString(), EVENT_SOURCE, EVENT_TYPE, feedback.at());
        producer.send(new OutgoingMessage(Topics.DETECTION_FEEDBACK, requestId, event, feedback, Optional.empty()));
        ledger.add(feedback);
        return feedback;
    }

    /** @throws dev.gantry.contracts.GantryException retryable, {@code not-caught-up} after a start */
    public FeedbackReport report() {
        requireCaughtUp(feedbackFollower);
        return ledger.report();
    }

    /** Lets feedback be given on a verdict at once, before it has come back from its topic. */
    public void remember(Verdict verdict) {
        verdicts.add(verdict);
    }

    @PreDestroy
    void close() {
        verdictFollower.close();
        feedbackFollower.close();
    }

    private static void requireCaughtUp(EventFollower follower) {
        if (!follower.caughtUp()) {
            throw new Failure.Retryable("not-caught-up", "what was said before the start is still being read")
                    .asException();
        }
    }
}
