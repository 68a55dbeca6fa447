package dev.gantry.trainer.refit;

import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.OutgoingMessage;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.store.Sha256;
import dev.gantry.trainer.detector.GeneratorChoice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks for one detector again whenever its generators are others than before. The job is named after what it would be fitted to, so
 * that however many trainers want it, and however often they start, it is fitted once.
 */
final class Refit {
    private static final Logger LOG = Logger.getLogger(Refit.class);
    private static final String SOURCE = "/gantry/trainer/refit";
    private static final String REQUESTED = "dev.gantry.training.requested";
    private static final int DIGITS = 16;

    /** Who claims a job asks for it within moments, unless it was killed. */
    private static final Duration LAPSE = Duration.ofMinutes(10);

    private final TrainingRequest template;
    private final GeneratorChoice choice;
    private final ModelStore models;
    private final JobStore jobs;
    private final MessageProducer producer;
    private final Duration interval;
    private final Clock clock;
    private Instant asked = Instant.MIN;

    /**
     * @param template what to ask for, with generators as people name them
     * @param interval between two versions of the detector at least
     */
    Refit(
            TrainingRequest template,
            GeneratorChoice choice,
            ModelStore models,
            JobStore jobs,
            MessageProducer producer,
            Duration interval,
            Clock clock) {
        this.template = template;
        this.choice = choice;
        this.models = models;
        this.jobs = jobs;
        this.producer = producer;
        this.interval = interval;
        this.clock = clock;
    }

    /**
     * Asks for the detector if that is due.
     *
     * @return whether nothing is left to do until models change again
     * @throws GantryException retryable, if the store or Kafka is away
     */
    boolean look() {
        Optional<List<String>> generators = generators();
        if (generators.isEmpty()) {
            return true;
        }
        TrainingRequest wanted = template.withGenerators(generators.get());
        String jobId = "refit-" + Sha256.of(Json.bytes(wanted)).substring(0, DIGITS);
        if (jobs.request(jobId).isPresent()) {
            return true;
        }
        if (clock.instant().isBefore(notBefore())) {
            return false;
        }
        return ask(wanted.withJobId(jobId), jobId);
    }

    /** @return whether it was asked for; otherwise another was about to */
    private boolean ask(TrainingRequest request, String jobId) {
        Instant now = clock.instant();
        asked = now;
        if (!jobs.claimSubmission(jobId, now, LAPSE)) {
            return false;
        }
        CloudEvent attributes = new CloudEvent(jobId, SOURCE, REQUESTED, now);
        try {
            producer.send(new OutgoingMessage(Topics.TRAINING_REQUESTS, jobId, attributes, request, Optional.empty()));
        } catch (RuntimeException e) {
            asked = Instant.MIN;
            withdraw(jobId, e);
            throw e;
        }
        LOG.infof(
                "event=refit-requested jobId=%s model=%s generators=%s",
                jobId, request.model(), request.generators().orElseThrow());
        return true;
    }

    private void withdraw(String jobId, RuntimeException cause) {
        try {
            jobs.withdrawSubmission(jobId);
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** Those that are there; none while there are none. */
    private Optional<List<String>> generators() {
        try {
            return Optional.of(GeneratorChoice.names(choice.versions(template)));
        } catch (GantryException e) {
            if (e.failure() instanceof Failure.Rejected rejected) {
                LOG.infof("event=refit-waits model=%s reason=\"%s\"", template.model(), rejected.message());
                return Optional.empty();
            }
            throw e;
        }
    }

    private Instant notBefore() {
        Instant published = models.alias(template.model(), ModelStore.LATEST)
                .flatMap(version -> models.find(template.model(), version))
                .map(version -> version.manifest().createdAt())
                .orElse(Instant.MIN);
        Instant last = published.isAfter(asked) ? published : asked;
        return last.equals(Instant.MIN) ? last : last.plus(interval);
    }
}
