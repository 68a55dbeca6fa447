package dev.gantry.engine.health;

import dev.gantry.engine.metrics.Metric;
import dev.gantry.engine.state.StateVisitor;
import java.util.Map;

/** A measurement is as good as was asked for. */
public final class Target implements StopRule {
    private final Metric metric;
    private final double value;
    private boolean satisfied;

    /** @param value at most for distances, at least for shares and counts */
    public Target(Metric metric, double value) {
        this.metric = metric;
        this.value = value;
    }

    @Override
    public void onTick(long images, double accuracy) {}

    @Override
    public void onMeasured(Map<String, Double> metrics) {
        Double measured = metrics.get(metric.key());
        satisfied |= measured != null && metric.reaches(measured, value);
    }

    @Override
    public boolean satisfied() {
        return satisfied;
    }

    @Override
    public void visitState(StateVisitor visitor) {
        visitor.number("satisfied", () -> satisfied ? 1 : 0, kept -> satisfied = kept == 1);
    }
}
