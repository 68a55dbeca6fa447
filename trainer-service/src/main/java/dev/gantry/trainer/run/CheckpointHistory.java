package dev.gantry.trainer.run;

import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.state.Stateful;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The steps of a bounded number of a run's checkpoints, spread evenly over it, for the detector to learn from. */
final class CheckpointHistory implements Stateful {
    private static final int CAPACITY = 8;
    private static final String STEPS = "steps";

    private final List<Long> kept = new ArrayList<>();
    private long stride = 1;
    private long seen;

    void add(long step) {
        if (seen++ % stride == 0) {
            kept.add(step);
        }
        if (kept.size() > CAPACITY) {
            stride *= 2;
            for (int i = kept.size() - 2; i > 0; i -= 2) {
                kept.remove(i);
            }
        }
    }

    /** What is kept of those before a step. */
    List<Long> before(long step) {
        return kept.stream().filter(earlier -> earlier < step).toList();
    }

    @Override
    public void visitState(StateVisitor visitor) {
        visitor.number("stride", () -> stride, value -> stride = value);
        visitor.number("seen", () -> seen, value -> seen = value);
        Map<String, double[]> live = new TreeMap<>();
        live.put(STEPS, kept.stream().mapToDouble(Long::doubleValue).toArray());
        visitor.table("kept", live);
        kept.clear();
        kept.addAll(Arrays.stream(live.getOrDefault(STEPS, new double[0]))
                .mapToObj(step -> (long) step)
                .collect(Collectors.toList()));
    }
}
