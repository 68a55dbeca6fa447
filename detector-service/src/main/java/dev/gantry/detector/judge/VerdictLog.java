package dev.gantry.detector.judge;

import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.detector.feedback.FeedbackDesk;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.OutgoingMessage;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Tells every verdict on its topic, from which feedback on it can find it. */
@Singleton
public final class VerdictLog {
    private static final String EVENT_SOURCE = "/gantry/detector";
    private static final String EVENT_TYPE = "dev.gantry.detection.verdict";

    private final MessageProducer producer;
    private final FeedbackDesk feedback;

    VerdictLog(MessageProducer producer, FeedbackDesk feedback) {
        this.producer = producer;
        this.feedback = feedback;
    }

    /**
     * Waits until the broker has it.
     *
     * @param traceparent of the request
     * @throws dev.gantry.contracts.GantryException retryable, {@code kafka-unavailable}
     */
    public void answer(Verdict verdict, Optional<String> traceparent) {
        producer.send(message(verdict, traceparent));
        feedback.remember(verdict);
    }

    /** Tells it in the background: whoever asked has the answer already. */
    public void tell(Verdict verdict) {
        producer.sendLater(message(verdict, Optional.empty()));
        feedback.remember(verdict);
    }

    private static OutgoingMessage message(Verdict verdict, Optional<String> traceparent) {
        CloudEvent event = new CloudEvent(verdict.requestId(), EVENT_SOURCE, EVENT_TYPE, verdict.at());
        return new OutgoingMessage(Topics.DETECTION_VERDICTS, verdict.requestId(), event, verdict, traceparent);
    }
}
