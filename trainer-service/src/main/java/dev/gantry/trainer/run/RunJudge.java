package dev.gantry.trainer.run;

import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.engine.health.Balance;
import dev.gantry.engine.health.Condition;
import dev.gantry.engine.health.HealthMonitor;
import dev.gantry.engine.health.Plateau;
import dev.gantry.engine.health.Signs;
import dev.gantry.engine.health.StopRule;
import dev.gantry.engine.health.Target;
import dev.gantry.engine.health.Thresholds;
import dev.gantry.engine.metrics.Metric;
import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.state.Stateful;
import dev.gantry.engine.train.DivergenceException;
import dev.gantry.engine.train.StopReason;
import dev.gantry.engine.train.TickReport;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.trainer.metrics.TrainerMetrics;
import dev.gantry.trainer.work.JobRun;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Judges a run by its ticks and measurements: warns of what is wrong, and says when what it has learned is enough. */
final class RunJudge implements Stateful {
    private static final Logger LOG = Logger.getLogger(RunJudge.class);

    private static final String ROLLED_BACK = "rolled-back";

    private final JobRun job;
    private final EventLog events;
    private final TrainerMetrics metrics;
    private final Clock clock;
    private final HealthMonitor monitor;
    private final Map<StopReason, StopRule> rules;

    RunJudge(JobRun job, EventLog events, TrainerMetrics metrics, Clock clock) {
        this.job = job;
        this.events = events;
        this.metrics = metrics;
        this.clock = clock;
        TrainingRequest.Health health = job.request().health();
        monitor = new HealthMonitor(new Thresholds(
                health.collapseDiversity(), health.imbalanceAccuracy(), health.stallTicks(), health.ticks()));
        rules = rules(job.request());
    }

    /** @param diversity of the tick's samples in the most telling space there is */
    void onTick(TickReport report, double diversity) {
        double accuracy = report.health().discriminatorAccuracy();
        monitor.observe(new Signs(
                        report.images(), diversity, accuracy, report.samples().pixels()))
                .forEach(warning -> warn(
                        report.images(),
                        warning.condition().key(),
                        warning.value(),
                        warning.threshold(),
                        warning.message()));
        for (Condition condition : Condition.values()) {
            metrics.unhealthy(job.model(), condition.key(), monitor.lasting(condition));
        }
        rules.values().forEach(rule -> rule.onTick(report.images(), accuracy));
    }

    /** @param measured by the names that events use */
    void onMeasured(Map<String, Double> measured) {
        rules.values().forEach(rule -> rule.onMeasured(measured));
    }

    /**
     * Warns of a return to an earlier state.
     *
     * @param step of that state
     * @return whether the job may go on from it
     */
    boolean onDivergence(DivergenceException cause, long step, int rollbacks) {
        int allowed = job.request().health().maxRollbacks();
        if (rollbacks > allowed) {
            return false;
        }
        warn(
                step,
                ROLLED_BACK,
                rollbacks,
                allowed,
                "back at the state of " + step + " images, time " + rollbacks + " of " + allowed + ": "
                        + cause.getMessage());
        return true;
    }

    /** Why training should end, if it should. */
    Optional<StopReason> enough() {
        return rules.entrySet().stream()
                .filter(rule -> rule.getValue().satisfied())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public void visitState(StateVisitor visitor) {
        visitor.part("monitor", monitor);
        rules.forEach((reason, rule) -> visitor.part(reason.name().toLowerCase(Locale.ROOT), rule));
    }

    private void warn(long step, String kind, double value, double threshold, String message) {
        LOG.warnf(
                "event=unhealthy jobId=%s model=%s step=%d kind=%s value=%.4g threshold=%.4g",
                job.jobId(), job.model(), step, kind, value, threshold);
        metrics.warned(job.model(), kind);
        events.publish(
                new TrainingEvent.Warned(
                        job.jobId(), job.model(), clock.instant(), step, kind, value, threshold, message),
                job.traceparent());
    }

    private static Map<StopReason, StopRule> rules(TrainingRequest request) {
        Map<StopReason, StopRule> rules = new EnumMap<>(StopReason.class);
        request.budget()
                .target()
                .ifPresent(target -> rules.put(
                        StopReason.TARGET, new Target(Metric.of(target.metric()).orElseThrow(), target.value())));
        request.earlyStopping().ifPresent(stopping -> {
            if (stopping.rule().equals("plateau")) {
                rules.put(
                        StopReason.PLATEAU,
                        new Plateau(
                                Metric.of(stopping.metric()).orElseThrow(),
                                stopping.patience(),
                                stopping.minImprovement()));
            } else {
                rules.put(StopReason.BALANCE, new Balance(stopping.tolerance(), stopping.windowImages()));
            }
        });
        return rules;
    }
}
