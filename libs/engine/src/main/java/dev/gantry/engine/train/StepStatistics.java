package dev.gantry.engine.train;

import dev.gantry.engine.runtime.NativeClock;
import dev.gantry.engine.runtime.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Means of what the steps of a tick have measured. Scalars stay on the device until a phase is over, then come at once. */
final class StepStatistics {
    private final NativeClock clock;
    private final List<String> pendingNames = new ArrayList<>();
    private final List<Tensor> pending = new ArrayList<>();
    private final Set<String> losses = new LinkedHashSet<>();
    private final Map<String, double[]> sums = new LinkedHashMap<>();

    StepStatistics(NativeClock clock) {
        this.clock = clock;
    }

    /** Notes a loss or penalty of the phase in progress. */
    void loss(String name, Tensor scalar) {
        losses.add(name);
        measure(name, scalar);
    }

    /** Notes another scalar of the phase in progress. */
    void measure(String name, Tensor scalar) {
        pendingNames.add(name);
        pending.add(scalar.detach());
    }

    /**
     * Takes in what the phase has noted.
     *
     * @throws DivergenceException if one of the scalars is not finite
     */
    void commit(long step) {
        float[] values =
                clock.time(() -> Tensors.toArray(torch.stack(new TensorVector(pending.toArray(Tensor[]::new)))));
        for (int i = 0; i < values.length; i++) {
            String name = pendingNames.get(i);
            if (!Float.isFinite(values[i])) {
                throw new DivergenceException(name, step, values[i]);
            }
            double[] sumAndCount = sums.computeIfAbsent(name, unused -> new double[2]);
            sumAndCount[0] += values[i];
            sumAndCount[1]++;
        }
        pendingNames.clear();
        pending.clear();
    }

    /** The mean since the last reset. */
    double mean(String name) {
        double[] sumAndCount = sums.getOrDefault(name, new double[2]);
        return sumAndCount[0] / sumAndCount[1];
    }

    /** The mean of each loss since the last reset, by name. */
    Map<String, Double> losses() {
        Map<String, Double> means = new LinkedHashMap<>();
        losses.forEach(name -> means.put(name, mean(name)));
        return means;
    }

    /** The mean of everything else since the last reset, by name. */
    Map<String, Double> measures() {
        Map<String, Double> means = new LinkedHashMap<>();
        sums.keySet().stream().filter(name -> !losses.contains(name)).forEach(name -> means.put(name, mean(name)));
        return means;
    }

    void reset() {
        sums.clear();
        losses.clear();
    }
}
