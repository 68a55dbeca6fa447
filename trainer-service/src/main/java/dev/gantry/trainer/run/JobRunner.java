package dev.gantry.trainer.run;

import dev.gantry.contracts.models.Manifest;
import dev.gantry.engine.detection.DetectorFitter;
import dev.gantry.engine.detection.FittedDetector;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.train.Checkpoint;
import dev.gantry.engine.train.StopReason;
import dev.gantry.engine.train.TrainingResult;
import dev.gantry.engine.train.TrainingRun;
import dev.gantry.engine.train.TrainingStart;
import dev.gantry.networks.graph.Graph;
import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.trainer.TrainerConfig;
import dev.gantry.trainer.measure.SampleMeter;
import dev.gantry.trainer.measure.SampleMeters;
import dev.gantry.trainer.measure.WorkAbandonedException;
import dev.gantry.trainer.measure.WorkReporter;
import dev.gantry.trainer.metrics.TrainerMetrics;
import dev.gantry.trainer.publish.CheckpointPublisher;
import dev.gantry.trainer.publish.PublishedCheckpoints;
import dev.gantry.trainer.publish.WarmStarts;
import dev.gantry.trainer.state.SavedRun;
import dev.gantry.trainer.state.SavedRuns;
import dev.gantry.trainer.state.StateUploader;
import dev.gantry.trainer.work.JobRun;
import dev.gantry.trainer.work.TrainingData;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Runs a job on the calling thread: data, training, detector, with every checkpoint published. */
@Singleton
public final class JobRunner {
    private static final Logger LOG = Logger.getLogger(JobRunner.class);
    private final DataLoader loader;
    private final CheckpointPublisher publisher;
    private final PublishedCheckpoints published;
    private final SavedRuns saves;
    private final WarmStarts warmStarts;
    private final JobStore jobs;
    private final EventLog events;
    private final TrainerMetrics metrics;
    private final SampleMeters meters;
    private final TrainerConfig config;
    private final Clock clock;

    JobRunner(
            DataLoader loader,
            CheckpointPublisher publisher,
            PublishedCheckpoints published,
            SavedRuns saves,
            WarmStarts warmStarts,
            JobStore jobs,
            EventLog events,
            TrainerMetrics metrics,
            SampleMeters meters,
            TrainerConfig config,
            Clock clock) {
        this.loader = loader;
        this.publisher = publisher;
        this.published = published;
        this.saves = saves;
        this.warmStarts = warmStarts;
        this.jobs = jobs;
        this.events = events;
        this.metrics = metrics;
        this.meters = meters;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Runs until the budget is spent or the signal says stop.
     *
     * @param saved to go on from; absent: from the beginning
     * @throws dev.gantry.platform.jobs.SupersededException if a later attempt of the job has begun
     * @throws IOException if the data is malformed or out of reach
     * @throws dev.gantry.engine.train.DivergenceException if training diverges
     * @throws dev.gantry.contracts.GantryException if the data is refused, or a store stays away
     */
    public RunEnd run(JobRun job, Optional<SavedRun> saved, StopSignal stop) throws IOException {
        long start = System.nanoTime();
        Optional<TrainingData> read = loader.load(job.job(), stop);
        if (read.isEmpty()) {
            return stopped(stop, 0);
        }
        try (TrainingData data = read.get()) {
            TrainingStart from = saved.<TrainingStart>map(run -> new TrainingStart.Resumed(run.stateFor(job, data)))
                    .orElseGet(() -> warmStarts.of(job));
            metrics.runStarted(
                    job.plan().budget().images(), saved.map(SavedRun::step).orElse(0L));
            return train(job, from, stop, data, start);
        }
    }

    private RunEnd train(JobRun job, TrainingStart from, StopSignal stop, TrainingData data, long start) {
        WorkReporter work =
                new WorkReporter(job.job(), events, clock, () -> stop.reason().isPresent());
        try (StateUploader states = saves.uploader(job, data);
                Training training = new Training(job, stop, data, work, states)) {
            TrainingResult result = TrainingRun.run(job.plan(), data.train(), from, training.observer);
            if (result.reason() == StopReason.REQUESTED) {
                return stopped(stop, result.last().images());
            }
            Optional<FittedDetector> detector = training.fitDetector(result.last());
            if (stop.reason().isPresent()) {
                return stopped(stop, result.last().images());
            }
            Manifest last = training.publish(result.last(), detector);
            training.completed = true;
            String reason = RunEnd.reason(result.reason());
            LOG.infof(
                    "event=trained jobId=%s model=%s step=%d reason=%s",
                    job.jobId(), job.model(), result.last().images(), reason);
            return new RunEnd.Completed(
                    result.last().images(),
                    reason,
                    last.version(),
                    Duration.ofNanos(System.nanoTime() - start),
                    result.imagesPerSecond(),
                    last.detector());
        } catch (WorkAbandonedException e) {
            LOG.infof("event=work-abandoned jobId=%s reason=\"%s\"", job.jobId(), e.getMessage());
            return stopped(stop, e.step());
        }
    }

    private static RunEnd stopped(StopSignal stop, long step) {
        return new RunEnd.Stopped(stop.reason().orElseThrow(), step);
    }

    /** What the parts of one run share. */
    private final class Training implements AutoCloseable {
        private final JobRun job;
        private final TrainingData data;
        private final WorkReporter work;
        private final Optional<SampleMeter> meter;
        private final StopSignal stop;
        private final StateUploader states;
        private final Patience patience;
        private final RunObserver observer;
        private boolean completed;

        Training(JobRun job, StopSignal stop, TrainingData data, WorkReporter work, StateUploader states) {
            this.job = job;
            this.stop = stop;
            this.states = states;
            this.data = data;
            this.work = work;
            this.patience = new Patience(() -> stop.reason().isPresent(), config.patience(), config.backOff());
            this.meter = patience.run("measure-reals", () -> meters.open(job, data, work));
            this.observer = new RunObserver(
                    job,
                    stop,
                    jobs,
                    events,
                    metrics,
                    clock,
                    meter,
                    states,
                    checkpoint -> publish(checkpoint, Optional.empty()));
        }

        Manifest publish(Checkpoint checkpoint, Optional<FittedDetector> detector) {
            Manifest manifest = patience.run(
                    "publish",
                    () -> publisher.publish(
                            job,
                            data,
                            checkpoint,
                            observer.figures(checkpoint.images()),
                            observer.measurement(checkpoint.images()),
                            detector));
            metrics.checkpointPublished();
            return manifest;
        }

        Optional<FittedDetector> fitDetector(Checkpoint last) {
            if (!job.request().detector().enabled()) {
                return Optional.empty();
            }
            Optional<Graph> trunk = PlanFactory.discriminatorFeatures(job.request());
            if (trunk.isEmpty() || !(data instanceof TrainingData.Pictures pictures)) {
                LOG.infof(
                        "event=detector-left-out jobId=%s model=%s reason=no-pictures kind=%s",
                        job.jobId(), job.model(), job.request().data().kind());
                return Optional.empty();
            }
            long start = System.nanoTime();
            FittedDetector detector = new DetectorFitter(
                            ComputeDevice.best(), job.plan().seed())
                    .fit(
                            trunk.get(),
                            checkpoints(last),
                            pictures.train(),
                            pictures.heldOut().orElseThrow(),
                            KnownGround.of(job.request().data()),
                            work.begin("fitting-detector", last.images()));
            LOG.infof(
                    "event=detector-fitted jobId=%s model=%s seconds=%.1f",
                    job.jobId(), job.model(), (System.nanoTime() - start) / 1e9);
            return Optional.of(detector);
        }

        /** Some of the run, as they were published, and the last. */
        private List<Checkpoint> checkpoints(Checkpoint last) {
            List<Checkpoint> all = new ArrayList<>();
            for (long step : observer.checkpointsBefore(last.images())) {
                patience.run("read-checkpoint", () -> published.find(job, step)).ifPresent(all::add);
            }
            all.add(last);
            return all;
        }

        /** What the next attempt goes on from is written, if there is to be one. */
        @Override
        public void close() {
            meter.ifPresent(SampleMeter::close);
            boolean goesOn =
                    stop.reason().map(StopSignal.Reason.CLOSING::equals).orElse(!completed);
            if (goesOn) {
                // The rest is for giving the job back.
                states.flush(config.stopGrace().dividedBy(2));
            }
        }
    }
}
