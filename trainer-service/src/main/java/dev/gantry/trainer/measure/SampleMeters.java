package dev.gantry.trainer.measure;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.engine.features.FeatureSpace;
import dev.gantry.engine.metrics.Metric;
import dev.gantry.engine.metrics.Yardstick;
import dev.gantry.engine.train.SampleSource;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.trainer.metrics.TrainerMetrics;
import dev.gantry.trainer.work.JobRun;
import dev.gantry.trainer.work.TrainingData;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Prepares what a job's samples are measured with. */
@Singleton
public final class SampleMeters {
    private static final Logger LOG = Logger.getLogger(SampleMeters.class);

    private final FeatureSpaces spaces;
    private final EventLog events;
    private final TrainerMetrics metrics;
    private final Clock clock;

    SampleMeters(FeatureSpaces spaces, EventLog events, TrainerMetrics metrics, Clock clock) {
        this.spaces = spaces;
        this.events = events;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Looks at the reals, unless the request does not want to measure or holds too few out.
     *
     * @return closed by the caller
     * @throws dev.gantry.contracts.GantryException rejected, {@code invalid-request}, if the extractor cannot be used, or the job is
     *     to end by a metric that cannot be measured
     */
    public Optional<SampleMeter> open(JobRun job, TrainingData data, WorkReporter work) {
        TrainingRequest.Metrics wanted = job.request().metrics();
        int heldOut = data.heldOut().map(SampleSource::size).orElse(0);
        if (!wanted.enabled() || heldOut < Yardstick.leastHeldOut()) {
            String reason = wanted.enabled()
                    ? heldOut + " held-out samples, at least " + Yardstick.leastHeldOut() + " are needed"
                    : "metrics.enabled is false";
            endingMetrics(job.request()).forEach((field, metric) -> refuse(field, metric, reason));
            LOG.infof("event=metrics-left-out jobId=%s model=%s reason=\"%s\"", job.jobId(), job.model(), reason);
            return Optional.empty();
        }
        FeatureSpace space = spaces.open(job, data, work);
        try {
            Yardstick yardstick = Yardstick.of(
                    space,
                    data.train(),
                    data.heldOut().orElseThrow(),
                    wanted.samples(),
                    work.begin("measuring-reals", 0));
            endingMetrics(job.request())
                    .forEach((field, metric) ->
                            yardstick.lacking(metric).ifPresent(reason -> refuse(field, metric, reason)));
            LOG.infof(
                    "event=yardstick-ready jobId=%s model=%s features=%s what=\"%s\"",
                    job.jobId(), job.model(), space.name(), yardstick.describe());
            return Optional.of(new SampleMeter(job, space, yardstick, work, events, metrics, clock));
        } catch (RuntimeException e) {
            space.close();
            throw e;
        }
    }

    /** Metrics that the job's end depends on, by the field that names them. */
    private static Map<String, Metric> endingMetrics(TrainingRequest request) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        request.budget()
                .target()
                .flatMap(target -> Metric.of(target.metric()))
                .ifPresent(metric -> metrics.put("budget.target.metric", metric));
        request.earlyStopping()
                .filter(stopping -> stopping.rule().equals("plateau"))
                .flatMap(stopping -> Metric.of(stopping.metric()))
                .ifPresent(metric -> metrics.put("earlyStopping.metric", metric));
        return metrics;
    }

    private static void refuse(String field, Metric metric, String reason) {
        throw Failure.Rejected.invalidField(field, metric.key(), "a metric that can be measured; " + reason)
                .asException();
    }
}
