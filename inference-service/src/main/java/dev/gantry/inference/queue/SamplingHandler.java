package dev.gantry.inference.queue;

import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Headers;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.sampling.SamplingRequest;
import dev.gantry.contracts.sampling.SamplingResult;
import dev.gantry.inference.models.Generators;
import dev.gantry.inference.samples.StoppedException;
import dev.gantry.inference.samples.StoredSamples;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.OutgoingMessage;
import dev.gantry.platform.queue.Handler;
import dev.gantry.platform.queue.Settlement;
import dev.gantry.platform.queue.Task;
import dev.gantry.platform.store.FirstAnswers;
import dev.gantry.platform.store.ObjectStore;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Draws the samples that a request asks for and tells where they stand. The same request id gets the same result however often it is
 * delivered; what can never be drawn becomes a dead letter.
 */
@Singleton
final class SamplingHandler implements Handler<SamplingRequest> {
    private static final Logger LOG = Logger.getLogger(SamplingHandler.class);
    private static final String EVENT_SOURCE = "/gantry/inference";
    private static final String EVENT_TYPE = "dev.gantry.sampling.result";

    private final StoredSamples samples;
    private final Generators generators;
    private final FirstAnswers<SamplingResult> results;
    private final MessageProducer producer;

    SamplingHandler(StoredSamples samples, Generators generators, ObjectStore store, MessageProducer producer) {
        this.samples = samples;
        this.generators = generators;
        this.results = new FirstAnswers<>(store, SamplingResult.class, StoreKeys::samplingResult);
        this.producer = producer;
    }

    @Override
    public Settlement handle(Task<SamplingRequest> task) {
        String requestId = task.message().requestId().orElseGet(task::uuid);
        try {
            SamplingResult result = results.standing(requestId, () -> draw(requestId, task));
            CloudEvent event = new CloudEvent(requestId, EVENT_SOURCE, EVENT_TYPE, result.at());
            producer.send(new OutgoingMessage(
                    Topics.SAMPLING_RESULTS, requestId, event, result, task.header(Headers.TRACEPARENT)));
            LOG.infof(
                    "event=drawn requestId=%s model=%s version=%d count=%d",
                    requestId, result.model(), result.version(), result.count());
            return new Settlement.Done();
        } catch (StoppedException e) {
            return new Settlement.GiveBack();
        }
    }

    private SamplingResult draw(String requestId, Task<SamplingRequest> task) {
        try {
            return samples.draw(
                    requestId, task.message(), () -> task.stopRequest().isPresent());
        } catch (GantryException e) {
            if (e.failure() instanceof Failure.Rejected rejected && isPassing(rejected)) {
                throw new GantryException(new Failure.Retryable(rejected.code(), rejected.message()), e);
            }
            throw e;
        }
    }

    /** A full queue empties, and a model may be found yet. */
    private boolean isPassing(Failure.Rejected rejected) {
        return rejected.code().equals(Failure.Rejected.TOO_MANY)
                || (rejected.code().equals(Failure.Rejected.NOT_FOUND) && !generators.caughtUp());
    }
}
