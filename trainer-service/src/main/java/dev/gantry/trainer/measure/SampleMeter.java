package dev.gantry.trainer.measure;

import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.features.FeatureSpace;
import dev.gantry.engine.features.GeneratedSamples;
import dev.gantry.engine.features.WorkProgress;
import dev.gantry.engine.metrics.SampleQuality;
import dev.gantry.engine.metrics.Yardstick;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.trainer.metrics.TrainerMetrics;
import dev.gantry.trainer.work.JobRun;
import java.time.Clock;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Measures a job's samples while it runs. Every measurement draws from the same latents, out of a random stream of its own, so
 * that a run which is measured ends as one that is not.
 */
public final class SampleMeter implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SampleMeter.class);

    private final JobRun job;
    private final FeatureSpace space;
    private final Yardstick yardstick;
    private final WorkReporter work;
    private final EventLog events;
    private final TrainerMetrics metrics;
    private final Clock clock;

    SampleMeter(
            JobRun job,
            FeatureSpace space,
            Yardstick yardstick,
            WorkReporter work,
            EventLog events,
            TrainerMetrics metrics,
            Clock clock) {
        this.job = job;
        this.space = space;
        this.yardstick = yardstick;
        this.work = work;
        this.events = events;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Names the space that is measured in. */
    public String features() {
        return yardstick.features();
    }

    /**
     * How different a tick's samples are from one another, relative to reals.
     *
     * @param samples one after the other, in the range that networks work in
     */
    public double diversity(float[] samples, int count) {
        return yardstick.diversity(new FeatureMatrix(count, samples.length / count, samples));
    }

    /**
     * Measures a generator and tells the result.
     *
     * @return by the names that events use
     * @throws WorkAbandonedException when the run should stop
     */
    public Map<String, Double> measure(long step, RoleSnapshot generator) {
        long start = System.nanoTime();
        WorkProgress progress = work.begin("measuring", step);
        FeatureMatrix samples = GeneratedSamples.draw(
                generator,
                job.request().metrics().samples(),
                RandomStream.of(job.plan().seed(), "metrics.latents"),
                ComputeDevice.best(),
                progress.part(0, 1, 2));
        SampleQuality quality = yardstick.measure(samples);
        progress.at(2, 2);
        Map<String, Double> figures = quality.figures();
        double seconds = (System.nanoTime() - start) / 1e9;
        metrics.measured(job.model(), figures);
        events.publish(
                new TrainingEvent.Measured(
                        job.jobId(), job.model(), clock.instant(), step, features(), figures, seconds),
                job.traceparent());
        LOG.infof(
                "event=measured jobId=%s model=%s step=%d features=%s frechet=%.4g seconds=%.2f",
                job.jobId(), job.model(), step, features(), figures.getOrDefault("frechet", Double.NaN), seconds);
        return figures;
    }

    @Override
    public void close() {
        space.close();
    }
}
