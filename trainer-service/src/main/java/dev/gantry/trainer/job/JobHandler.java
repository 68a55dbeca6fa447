package dev.gantry.trainer.job;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.Headers;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.training.JobOutcome;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.networks.json.CanonicalJson;
import dev.gantry.platform.jobs.Attempt;
import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.jobs.SupersededException;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.platform.queue.Handler;
import dev.gantry.platform.queue.Settlement;
import dev.gantry.platform.queue.Task;
import dev.gantry.trainer.TrainerConfig;
import dev.gantry.trainer.metrics.TrainerMetrics;
import dev.gantry.trainer.publish.WarmStarts;
import dev.gantry.trainer.run.JobRunner;
import dev.gantry.trainer.run.PlanFactory;
import dev.gantry.trainer.run.RunEnd;
import dev.gantry.trainer.run.StopSignal;
import dev.gantry.trainer.state.SavedRun;
import dev.gantry.trainer.state.SavedRuns;
import dev.gantry.trainer.work.JobRun;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * Takes a job from its request to its outcome. The first request of a job id stands, and the first outcome: a duplicate, or a
 * trainer that has lost the message, changes neither.
 */
@Singleton
final class JobHandler implements Handler<TrainingRequest> {
    private static final Logger LOG = Logger.getLogger(JobHandler.class);

    private final JobStore jobs;
    private final WaitingRequests waiting;
    private final SavedRuns saves;
    private final WarmStarts warmStarts;
    private final JobRunner runner;
    private final EventLog events;
    private final TrainerMetrics metrics;
    private final TrainerConfig config;
    private final TrainerName name;
    private final Clock clock;

    JobHandler(
            JobStore jobs,
            WaitingRequests waiting,
            SavedRuns saves,
            WarmStarts warmStarts,
            JobRunner runner,
            EventLog events,
            TrainerMetrics metrics,
            TrainerConfig config,
            TrainerName name,
            Clock clock) {
        this.jobs = jobs;
        this.waiting = waiting;
        this.saves = saves;
        this.warmStarts = warmStarts;
        this.runner = runner;
        this.events = events;
        this.metrics = metrics;
        this.config = config;
        this.name = name;
        this.clock = clock;
    }

    @Override
    public Settlement handle(Task<TrainingRequest> task) {
        String jobId = JobIds.of(task);
        Optional<String> traceparent = task.header(Headers.TRACEPARENT);
        Optional<JobOutcome> outcome = jobs.outcome(jobId);
        if (outcome.isPresent()) {
            LOG.infof("event=duplicate jobId=%s", jobId);
            saves.forget(jobId);
            events.publish(outcome.get().event(), traceparent);
            return new Settlement.Done();
        }
        if (waiting.hasMoreUrgent(task)) {
            LOG.infof(
                    "event=deferred jobId=%s priority=%s", jobId, task.message().priority());
            return new Settlement.Defer();
        }
        TrainingRequest request =
                jobs.begin(jobId, warmStarts.pinned(task.message().withJobId(jobId)));
        int attempt = jobs.startAttempt(jobId, new Attempt(name.value(), clock.instant()));
        JobContext job = new JobContext(jobId, request, attempt, traceparent);
        try {
            return attempt(job, task);
        } catch (SupersededException e) {
            LOG.warnf("event=superseded jobId=%s reason=\"%s\"", jobId, e.getMessage());
            return new Settlement.GiveBack();
        }
    }

    private Settlement attempt(JobContext job, Task<TrainingRequest> task) {
        int fruitless = jobs.fruitlessAttempts(job.id(), job.attempt(), saves.lastFruitfulAttempt(job.id()));
        if (fruitless >= config.maxAttempts()) {
            return fail(job, JobFailures.attemptsExhausted(fruitless));
        }
        try (StopSignal stop = new StopSignal(jobs, job.id(), job.attempt(), task, config.cancelPoll())) {
            return settle(job, run(job, stop));
        } catch (SupersededException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return failed(job, e);
        }
    }

    /** What this attempt knows of its job. */
    private record JobContext(String id, TrainingRequest request, int attempt, Optional<String> traceparent) {
        String model() {
            return request.model();
        }
    }

    private RunEnd run(JobContext job, StopSignal stop) throws IOException {
        JobRun run =
                new JobRun(job.id(), job.attempt(), job.request(), PlanFactory.plan(job.request()), job.traceparent());
        if (jobs.cancelled(job.id())) {
            return new RunEnd.Stopped(StopSignal.Reason.CANCELLED, 0);
        }
        Optional<SavedRun> saved = saves.newest(job.id());
        String device = ComputeDevice.best().name().toLowerCase(Locale.ROOT);
        LOG.infof(
                "event=accepted jobId=%s model=%s attempt=%d device=%s step=%d",
                job.id(),
                job.model(),
                job.attempt(),
                device,
                saved.map(SavedRun::step).orElse(0L));
        events.publish(
                new TrainingEvent.Accepted(
                        job.id(),
                        job.model(),
                        clock.instant(),
                        job.attempt(),
                        name.value(),
                        job.request(),
                        Json.readTree(CanonicalJson.write(run.plan().recipe()).getBytes(StandardCharsets.UTF_8)),
                        device,
                        saved.map(state -> OptionalLong.of(state.step())).orElse(OptionalLong.empty())),
                job.traceparent());
        return runner.run(run, saved, stop);
    }

    private Settlement settle(JobContext job, RunEnd end) {
        if (end instanceof RunEnd.Completed completed) {
            return done(
                    job,
                    new TrainingEvent.Completed(
                            job.id(),
                            job.model(),
                            clock.instant(),
                            completed.step(),
                            completed.reason(),
                            completed.version(),
                            completed.duration().toNanos() / 1e9,
                            completed.imagesPerSecond(),
                            completed.detector()));
        }
        RunEnd.Stopped stopped = (RunEnd.Stopped) end;
        return switch (stopped.reason()) {
            case CANCELLED ->
                done(job, new TrainingEvent.Cancelled(job.id(), job.model(), clock.instant(), stopped.step()));
            case CLOSING -> {
                retrying(job, new Failure.Retryable("interrupted", "the trainer was asked to stop"));
                jobs.release(job.id(), job.attempt(), clock.instant());
                yield givenBack(job, stopped);
            }
            case LOST -> givenBack(job, stopped);
        };
    }

    private Settlement givenBack(JobContext job, RunEnd.Stopped stopped) {
        LOG.infof(
                "event=given-back jobId=%s model=%s attempt=%d reason=%s step=%d",
                job.id(), job.model(), job.attempt(), stopped.reason(), stopped.step());
        metrics.jobEnded("given-back");
        return new Settlement.GiveBack();
    }

    private Settlement done(JobContext job, TrainingEvent event) {
        finish(job, event);
        return new Settlement.Done();
    }

    private Settlement failed(JobContext job, Exception cause) {
        Failure failure = JobFailures.of(cause);
        if (failure instanceof Failure.Rejected) {
            return fail(job, failure);
        }
        LOG.warnf(cause, "event=attempt-failed jobId=%s attempt=%d code=%s", job.id(), job.attempt(), failure.code());
        metrics.jobEnded("retrying");
        retrying(job, failure);
        return new Settlement.Retry(failure);
    }

    private Settlement fail(JobContext job, Failure failure) {
        TrainingEvent standing = finish(
                job,
                new TrainingEvent.Failed(job.id(), job.model(), clock.instant(), failure.code(), failure.message()));
        return standing instanceof TrainingEvent.Failed ? new Settlement.DeadLetter(failure) : new Settlement.Done();
    }

    private void retrying(JobContext job, Failure failure) {
        events.publish(
                new TrainingEvent.Retrying(
                        job.id(), job.model(), clock.instant(), job.attempt(), failure.code(), failure.message()),
                job.traceparent());
    }

    /**
     * Stores the outcome, then tells the one that stands: told first, it could be contradicted by another trainer's. An attempt
     * that has been superseded decides nothing.
     */
    private TrainingEvent finish(JobContext job, TrainingEvent event) {
        jobs.requireNewest(job.id(), job.attempt());
        TrainingEvent standing = jobs.finish(job.id(), new JobOutcome(event)).event();
        String outcome =
                standing.cloudEventType().substring(standing.cloudEventType().lastIndexOf('.') + 1);
        LOG.infof("event=ended jobId=%s model=%s outcome=%s", job.id(), job.model(), outcome);
        metrics.jobEnded(outcome);
        events.publish(standing, job.traceparent());
        saves.forget(job.id());
        return standing;
    }
}
