package dev.gantry.engine.train;

import dev.gantry.engine.runtime.NativeClock;
import dev.gantry.engine.runtime.Tensors;
import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.state.Stateful;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Means of what the steps of a tick have measured. Scalars stay on the device until a phase is over, then come at once. */
final class StepStatistics implements Stateful {
    private final NativeClock clock;
    private final List<Pending> pending = new ArrayList<>();

    /** Sum and count by name. */
    private final Map<String, double[]> losses = new TreeMap<>();

    private final Map<String, double[]> measures = new TreeMap<>();

    private record Pending(String name, Tensor scalar, Map<String, double[]> sums) {}

    StepStatistics(NativeClock clock) {
        this.clock = clock;
    }

    /** Notes a loss or penalty of the phase in progress. */
    void loss(String name, Tensor scalar) {
        pending.add(new Pending(name, scalar.detach(), losses));
    }

    /** Notes another scalar of the phase in progress. */
    void measure(String name, Tensor scalar) {
        pending.add(new Pending(name, scalar.detach(), measures));
    }

    /**
     * Takes in what the phase has noted.
     *
     * @throws DivergenceException if one of the scalars is not finite
     */
    void commit(long step) {
        Tensor[] scalars = pending.stream().map(Pending::scalar).toArray(Tensor[]::new);
        float[] values = clock.time(() -> Tensors.toArray(torch.stack(new TensorVector(scalars))));
        for (int i = 0; i < values.length; i++) {
            Pending noted = pending.get(i);
            if (!Float.isFinite(values[i])) {
                throw new DivergenceException(noted.name(), step, values[i]);
            }
            double[] sumAndCount = noted.sums().computeIfAbsent(noted.name(), unused -> new double[2]);
            sumAndCount[0] += values[i];
            sumAndCount[1]++;
        }
        pending.clear();
    }

    /** Forgets what a phase that has not come to its end has noted. */
    void discardPending() {
        pending.clear();
    }

    /** The mean since the last reset. */
    double mean(String name) {
        double[] sumAndCount = losses.getOrDefault(name, measures.getOrDefault(name, new double[2]));
        return sumAndCount[0] / sumAndCount[1];
    }

    /** The mean of each loss since the last reset, by name. */
    Map<String, Double> losses() {
        Map<String, Double> means = new LinkedHashMap<>();
        losses.keySet().forEach(name -> means.put(name, mean(name)));
        return means;
    }

    /** The mean of everything else since the last reset, by name. */
    Map<String, Double> measures() {
        Map<String, Double> means = new LinkedHashMap<>();
        measures.keySet().forEach(name -> means.put(name, mean(name)));
        return means;
    }

    void reset() {
        losses.clear();
        measures.clear();
    }

    @Override
    public void visitState(StateVisitor visitor) {
        visitor.table("losses", losses);
        visitor.table("measures", measures);
    }
}
