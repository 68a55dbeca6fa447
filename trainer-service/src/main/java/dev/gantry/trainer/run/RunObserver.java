package dev.gantry.trainer.run;

import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.engine.state.RunState;
import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.train.Checkpoint;
import dev.gantry.engine.train.DivergenceException;
import dev.gantry.engine.train.StopReason;
import dev.gantry.engine.train.TickReport;
import dev.gantry.engine.train.TrainingObserver;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.trainer.metrics.TrainerMetrics;
import dev.gantry.trainer.work.JobRun;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Tells what a run does, publishes its checkpoints but the last one, and stops it when it should. */
final class RunObserver implements TrainingObserver {
    private static final Logger LOG = Logger.getLogger(RunObserver.class);

    private final JobRun job;
    private final StopSignal stop;
    private final JobStore jobs;
    private final EventLog events;
    private final TrainerMetrics metrics;
    private final Clock clock;
    private final Consumer<Checkpoint> publication;
    private final CheckpointHistory history = new CheckpointHistory();
    private Map<String, Double> losses = Map.of();
    private Map<String, Double> health = Map.of();
    private long step;

    /** @param publication publishes a checkpoint that is not the last */
    RunObserver(
            JobRun job,
            StopSignal stop,
            JobStore jobs,
            EventLog events,
            TrainerMetrics metrics,
            Clock clock,
            Consumer<Checkpoint> publication) {
        this.job = job;
        this.stop = stop;
        this.jobs = jobs;
        this.events = events;
        this.metrics = metrics;
        this.clock = clock;
        this.publication = publication;
    }

    @Override
    public void onTick(TickReport report) {
        step = report.images();
        losses = report.losses();
        health = report.health().measures();
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
                        losses,
                        health,
                        storeGrid(report)),
                job.traceparent());
    }

    @Override
    public void onCheckpoint(Checkpoint checkpoint) {
        history.add(checkpoint);
        publication.accept(checkpoint);
    }

    @Override
    public void onSnapshot(RunState state) {}

    @Override
    public boolean onDivergence(DivergenceException cause, long images, int rollbacks) {
        return false;
    }

    @Override
    public Optional<StopReason> stopRequested() {
        return stop.reason().map(reason -> StopReason.REQUESTED);
    }

    @Override
    public void visitState(StateVisitor visitor) {}

    /** Images seen at the last tick. */
    long step() {
        return step;
    }

    List<Checkpoint> checkpointsEndingWith(Checkpoint last) {
        return history.endingWith(last);
    }

    /** Losses and health at the last tick, by the names that manifests use. */
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        losses.forEach((name, value) -> figures.put("loss." + name, value));
        health.forEach((name, value) -> figures.put("health." + name, value));
        return figures;
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
