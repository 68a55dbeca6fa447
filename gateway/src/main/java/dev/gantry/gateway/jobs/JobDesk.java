package dev.gantry.gateway.jobs;

import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.kafka.OutgoingMessage;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Takes jobs in and cancels them. */
@Singleton
final class JobDesk {
    private static final Logger LOG = Logger.getLogger(JobDesk.class);
    private static final String SOURCE = "/gantry/gateway";
    private static final String REQUESTED = "dev.gantry.training.requested";

    private final JobBoard board;
    private final MessageProducer producer;
    private final JobStore store;
    private final Clock clock;
    private final Map<String, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    JobDesk(JobBoard board, MessageProducer producer, JobStore store, Clock clock) {
        this.board = board;
        this.producer = producer;
        this.store = store;
        this.clock = clock;
    }

    /** @param created whether this very call put the request on the topic */
    record Submission(JobView job, boolean created) {}

    /**
     * Puts a request on the topic unless its job is known, and returns once the broker has it.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code conflict}, when the job id stands for another request;
     *     retryable, {@code kafka-unavailable}
     */
    Submission submit(TrainingRequest request, Optional<String> traceparent) {
        String jobId = request.jobId().orElseGet(() -> JobIds.next(request.model(), clock.instant()));
        TrainingRequest named = request.withJobId(jobId);
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> other = underWay.putIfAbsent(jobId, mine);
        if (other != null) {
            await(other);
            return new Submission(known(named).orElseThrow(), false);
        }
        try {
            Optional<JobView> known = known(named);
            if (known.isEmpty()) {
                publish(named, traceparent);
            }
            mine.complete(null);
            return new Submission(known(named).orElseThrow(), known.isEmpty());
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(jobId);
        }
    }

    /** Whether the request names a job that is known. */
    boolean knows(TrainingRequest request) {
        return request.jobId().flatMap(board::job).isPresent();
    }

    /**
     * Marks a job so that its trainer stops it.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code conflict}, when it has ended otherwise; retryable, when the
     *     store is away
     */
    JobView cancel(JobView job) {
        if (job.state() == JobState.CANCELLED) {
            return job;
        }
        if (job.state().ended()) {
            throw new Failure.Rejected(
                            Failure.Rejected.CONFLICT, "job " + job.jobId() + " has ended already, as " + job.state())
                    .asException();
        }
        store.cancel(job.jobId(), clock.instant());
        board.cancelRequested(job.jobId());
        LOG.infof("event=cancel-requested jobId=%s", job.jobId());
        return board.job(job.jobId()).orElse(job);
    }

    private Optional<JobView> known(TrainingRequest request) {
        String jobId = request.jobId().orElseThrow();
        Optional<JobView> job = board.job(jobId);
        if (job.isPresent() && !job.get().request().equals(Optional.of(request))) {
            throw new Failure.Rejected(
                            Failure.Rejected.CONFLICT,
                            "job " + jobId + " was asked for with another request: choose another jobId")
                    .asException();
        }
        return job;
    }

    private void publish(TrainingRequest request, Optional<String> traceparent) {
        String jobId = request.jobId().orElseThrow();
        Instant now = clock.instant();
        CloudEvent attributes = new CloudEvent(UUID.randomUUID().toString(), SOURCE, REQUESTED, now);
        producer.send(new OutgoingMessage(Topics.TRAINING_REQUESTS, jobId, attributes, request, traceparent));
        board.submitted(jobId, request, now);
        LOG.infof("event=job-submitted jobId=%s model=%s", jobId, request.model());
    }

    private static void await(CompletableFuture<Void> other) {
        try {
            other.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
