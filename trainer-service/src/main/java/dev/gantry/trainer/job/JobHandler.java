package dev.gantry.trainer.job;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.gantry.trainer.detector.DetectorRunner;
import dev.gantry.trainer.detector.GeneratorChoice;
import dev.gantry.trainer.metrics.TrainerMetrics;
import dev.gantry.trainer.publish.WarmStarts;
import dev.gantry.trainer.run.JobRunner;
import dev.gantry.trainer.run.PlanFactory;
import dev.gantry.trainer.run.RunEnd;
import dev.gantry.trainer.run.StopSignal;
import dev.gantry.trainer.state.SavedRun;
import dev.gantry.trainer.state.SavedRuns;
import dev.gantry.trainer.work.Job;
import dev.gantry.trainer.work.JobRun;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
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
    private final GeneratorChoice generators;
    private final JobRunner runner;
    private final DetectorRunner detectors;
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
            GeneratorChoice generators,
            JobRunner runner,
            DetectorRunner detectors,
            EventLog events,
            TrainerMetrics metrics,
            TrainerConfig config,
            TrainerName name,
            Clock clock) {
        this.jobs = jobs;
        this.waiting = waiting;
        this.saves = saves;
        this.warmStarts = warmStarts;
        this.generators = generators;
        this.runner = runner;
        this.detectors = detectors;
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
        TrainingRequest request = jobs.request(jobId)
                .orElseGet(() -> jobs.begin(jobId, pinned(task.message().withJobId(jobId))));
        int attempt = jobs.startAttempt(jobId, new Attempt(name.value(), clock.instant()));
        Job job = new Job(jobId, attempt, request, traceparent);
        try {
            return attempt(job, task);
        } catch (SupersededException e) {
            LOG.warnf("event=superseded jobId=%s reason=\"%s\"", jobId, e.getMessage());
            return new Settlement.GiveBack();
        }
    }

    /** With the versions named that are meant now, so that every attempt uses the same ones. */
    private TrainingRequest pinned(TrainingRequest request) {
        return generators.pinned(warmStarts.pinned(request));
    }

    private Settlement attempt(Job job, Task<TrainingRequest> task) {
        int fruitless = jobs.fruitlessAttempts(job.jobId(), job.attempt(), saves.lastFruitfulAttempt(job.jobId()));
        if (fruitless >= config.maxAttempts()) {
            return fail(job, JobFailures.attemptsExhausted(fruitless));
        }
        try (StopSignal stop = new StopSignal(jobs, job.jobId(), job.attempt(), task, config.cancelPoll())) {
            return settle(job, run(job, stop));
        } catch (SupersededException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return failed(job, e);
        }
    }

    private RunEnd run(Job job, StopSignal stop) throws IOException {
        return switch (job.request().kind()) {
            case GAN -> train(job, stop);
            case DETECTOR -> fit(job, stop);
        };
    }

    private RunEnd train(Job job, StopSignal stop) throws IOException {
        JobRun run = new JobRun(job, PlanFactory.plan(job.request()));
        if (jobs.cancelled(job.jobId())) {
            return new RunEnd.Stopped(StopSignal.Reason.CANCELLED, 0);
        }
        Optional<SavedRun> saved = saves.newest(job.jobId());
        accepted(
                job,
                Json.readTree(CanonicalJson.write(run.plan().recipe()).getBytes(StandardCharsets.UTF_8)),
                saved.map(state -> OptionalLong.of(state.step())).orElse(OptionalLong.empty()));
        return runner.run(run, saved, stop);
    }

    private RunEnd fit(Job job, StopSignal stop) throws IOException {
        if (jobs.cancelled(job.jobId())) {
            return new RunEnd.Stopped(StopSignal.Reason.CANCELLED, 0);
        }
        accepted(job, Json.tree(Map.of()), OptionalLong.empty());
        return detectors.run(job, stop);
    }

    private void accepted(Job job, JsonNode recipe, OptionalLong resumedFrom) {
        String device = ComputeDevice.best().name().toLowerCase(Locale.ROOT);
        LOG.infof(
                "event=accepted jobId=%s model=%s attempt=%d device=%s step=%d",
                job.jobId(), job.model(), job.attempt(), device, resumedFrom.orElse(0));
        events.publish(
                new TrainingEvent.Accepted(
                        job.jobId(),
                        job.model(),
                        clock.instant(),
                        job.attempt(),
                        name.value(),
                        job.request(),
                        recipe,
                        device,
                        resumedFrom),
                job.traceparent());
    }

    private Settlement settle(Job job, RunEnd end) {
        if (end instanceof RunEnd.Completed completed) {
            return done(
                    job,
                    new TrainingEvent.Completed(
                            job.jobId(),
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
                done(job, new TrainingEvent.Cancelled(job.jobId(), job.model(), clock.instant(), stopped.step()));
            case CLOSING -> {
                retrying(job, new Failure.Retryable("interrupted", "the trainer was asked to stop"));
                jobs.release(job.jobId(), job.attempt(), clock.instant());
                yield givenBack(job, stopped);
            }
            case LOST -> givenBack(job, stopped);
        };
    }

    private Settlement givenBack(Job job, RunEnd.Stopped stopped) {
        LOG.infof(
                "event=given-back jobId=%s model=%s attempt=%d reason=%s step=%d",
                job.jobId(), job.model(), job.attempt(), stopped.reason(), stopped.step());
        metrics.jobEnded("given-back");
        return new Settlement.GiveBack();
    }

    private Settlement done(Job job, TrainingEvent event) {
        finish(job, event);
        return new Settlement.Done();
    }

    private Settlement failed(Job job, Exception cause) {
        Failure failure = JobFailures.of(cause);
        if (failure instanceof Failure.Rejected) {
            return fail(job, failure);
        }
        LOG.warnf(
                cause, "event=attempt-failed jobId=%s attempt=%d code=%s", job.jobId(), job.attempt(), failure.code());
        metrics.jobEnded("retrying");
        retrying(job, failure);
        return new Settlement.Retry(failure);
    }

    private Settlement fail(Job job, Failure failure) {
        TrainingEvent standing = finish(
                job,
                new TrainingEvent.Failed(job.jobId(), job.model(), clock.instant(), failure.code(), failure.message()));
        return standing instanceof TrainingEvent.Failed ? new Settlement.DeadLetter(failure) : new Settlement.Done();
    }

    private void retrying(Job job, Failure failure) {
        events.publish(
                new TrainingEvent.Retrying(
                        job.jobId(), job.model(), clock.instant(), job.attempt(), failure.code(), failure.message()),
                job.traceparent());
    }

    /**
     * Stores the outcome, then tells the one that stands: told first, it could be contradicted by another trainer's. An attempt
     * that has been superseded decides nothing.
     */
    private TrainingEvent finish(Job job, TrainingEvent event) {
        jobs.requireNewest(job.jobId(), job.attempt());
        TrainingEvent standing = jobs.finish(job.jobId(), new JobOutcome(event)).event();
        String outcome =
                standing.cloudEventType().substring(standing.cloudEventType().lastIndexOf('.') + 1);
        LOG.infof("event=ended jobId=%s model=%s outcome=%s", job.jobId(), job.model(), outcome);
        metrics.jobEnded(outcome);
        events.publish(standing, job.traceparent());
        saves.forget(job.jobId());
        return standing;
    }
}
