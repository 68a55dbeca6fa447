package dev.gantry.engine.health;

import dev.gantry.engine.metrics.Metric;
import dev.gantry.engine.state.StateVisitor;
import java.util.Map;

/** A metric no longer improves on the best it has been. */
public final class Plateau implements StopRule {
    private final Metric metric;
    private final int patience;
    private final double minImprovement;
    private double best = Double.NaN;
    private long without;

    /**
     * @param patience measurements without improvement
     * @param minImprovement relative change that counts
     */
    public Plateau(Metric metric, int patience, double minImprovement) {
        this.metric = metric;
        this.patience = patience;
        this.minImprovement = minImprovement;
    }

    @Override
    public void onTick(long images, double accuracy) {}

    @Override
    public void onMeasured(Map<String, Double> metrics) {
        Double measured = metrics.get(metric.key());
        if (measured == null) {
            return;
        }
        if (Double.isNaN(best) || metric.improves(measured, best, minImprovement)) {
            best = measured;
            without = 0;
        } else {
            without++;
        }
    }

    @Override
    public boolean satisfied() {
        return without >= patience;
    }

    @Override
    public void visitState(StateVisitor visitor) {
        visitor.decimal("best", () -> best, kept -> best = kept);
        visitor.number("without", () -> without, kept -> without = kept);
    }
}
