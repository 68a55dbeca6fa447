package dev.gantry.trainer.run;

import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.engine.state.RunState;
import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.train.Checkpoint;
import dev.gantry.engine.train.DivergenceException;
import dev.gantry.engine.train.Measures;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.engine.train.StopReason;
import dev.gantry.engine.train.TickReport;
import dev.gantry.engine.train.TrainingObserver;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.platform.models.Measurement;
import dev.gantry.trainer.measure.SampleMeter;
import dev.gantry.trainer.measure.WorkAbandonedException;
import dev.gantry.trainer.metrics.TrainerMetrics;
import dev.gantry.trainer.state.StateUploader;
import dev.gantry.trainer.work.JobRun;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Tells what a run does, publishes its checkpoints but the last one, and stops it when it should. */
final class RunObserver implements TrainingObserver {
    private static final Logger LOG = Logger.getLogger(RunObserver.class);
    private static final String FEATURE_DIVERSITY = "featureDiversity";

    private final JobRun job;
    private final StopSignal stop;
    private final JobStore jobs;
    private final EventLog events;
    private final TrainerMetrics metrics;
    private final Clock clock;
    private final RunJudge judge;
    private final Optional<SampleMeter> meter;
    private final StateUploader states;
    private final Consumer<Checkpoint> publication;
    private final CheckpointHistory history = new CheckpointHistory();
    private final RunFigures figures = new RunFigures();

    /**
     * @param meter       measures samples; absent where the job has nothing to measure with
     * @param states      keeps what the run can be resumed from
     * @param publication publishes a checkpoint that is not the last
     */
    RunObserver(
            JobRun job,
            StopSignal stop,
            JobStore jobs,
            EventLog events,
            TrainerMetrics metrics,
            Clock clock,
            Optional<SampleMeter> meter,
            StateUploader states,
            Consumer<Checkpoint> publication) {
        this.job = job;
        this.stop = stop;
        this.jobs = jobs;
        this.events = events;
        this.metrics = metrics;
        this.clock = clock;
        this.judge = new RunJudge(job, events, metrics, clock);
        this.meter = meter;
        this.states = states;
        this.publication = publication;
    }

    @Override
    public void onTick(TickReport report) {
        Map<String, Double> health = health(report);
        figures.ticked(report.losses(), health);
        metrics.tick(report, health);
        events.publish(
                new TrainingEvent.Progress(
                        job.jobId(),
                        job.model(),
                        clock.instant(),
                        report.images(),
                        job.plan().budget().images(),
                        report.imagesPerSecond(),
                        secondsLeft(report),
                        report.outsideNativeShare(),
                        report.losses(),
                        health,
                        storeGrid(report)),
                job.traceparent());
        judge.onTick(
                report, health.getOrDefault(FEATURE_DIVERSITY, report.health().get(Measures.DIVERSITY)));
    }

    @Override
    public boolean onMeasurementDue(long images, Supplier<RoleSnapshot> generator) {
        if (meter.isPresent()) {
            try {
                Map<String, Double> measured = meter.get().measure(images, generator.get());
                figures.measured(images, measured);
                judge.onMeasured(measured);
            } catch (WorkAbandonedException e) {
                LOG.infof("event=measurement-abandoned jobId=%s step=%d", job.jobId(), images);
                return false;
            }
        }
        return true;
    }

    @Override
    public void onCheckpoint(Checkpoint checkpoint) {
        history.add(checkpoint.images());
        publication.accept(checkpoint);
    }

    @Override
    public void onSnapshot(RunState state) {
        states.offer(state);
    }

    @Override
    public boolean snapshotWanted() {
        return states.wantsState();
    }

    @Override
    public boolean onDivergence(DivergenceException cause, long images, int rollbacks) {
        return judge.onDivergence(cause, images, rollbacks);
    }

    @Override
    public Optional<StopReason> stopRequested() {
        return stop.reason().map(reason -> StopReason.REQUESTED).or(judge::enough);
    }

    @Override
    public void visitState(StateVisitor visitor) {
        visitor.part("judge", judge);
        visitor.part("figures", figures);
        visitor.part("history", history);
    }

    /** Steps of earlier checkpoints, all of them published, for the detector to learn from. */
    List<Long> checkpointsBefore(long step) {
        return history.before(step);
    }

    /** What was measured of the samples at a step, if anything was. */
    Optional<Measurement> measurement(long images) {
        Map<String, Double> metrics = figures.metrics(images);
        return meter.filter(taken -> !metrics.isEmpty()).map(taken -> new Measurement(taken.features(), metrics));
    }

    /** Losses and health at the last tick, and metrics at that step, by the names that manifests use. */
    Map<String, Double> figures(long images) {
        return figures.all(images);
    }

    /** Diversity is judged in feature space too, where there is one. */
    private Map<String, Double> health(TickReport report) {
        Map<String, Double> all = new LinkedHashMap<>(report.health().measures());
        meter.ifPresent(taken -> all.put(
                FEATURE_DIVERSITY,
                taken.diversity(report.sampleValues(), job.plan().cadence().sampleCount())));
        return all;
    }

    private double secondsLeft(TickReport report) {
        double imagesLeft = Math.max(0, job.plan().budget().images() - report.images());
        double byImages = imagesLeft * report.elapsed().toNanos() / 1e9 / report.images();
        double byTime = job.plan().budget().duration().minus(report.elapsed()).toNanos() / 1e9;
        return Math.max(0, Math.min(byImages, byTime));
    }

    /** A run does not end for a grid that cannot be stored. */
    private Optional<String> storeGrid(TickReport report) {
        try {
            return Optional.of(jobs.putSampleGrid(job.jobId(), report.images(), PictureEncoder.png(report.samples())));
        } catch (GantryException e) {
            LOG.warnf("event=grid-lost jobId=%s step=%d reason=%s", job.jobId(), report.images(), e.getMessage());
            return Optional.empty();
        }
    }
}
