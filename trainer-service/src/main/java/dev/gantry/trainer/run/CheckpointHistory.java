package dev.gantry.trainer.run;

import dev.gantry.engine.train.Checkpoint;
import java.util.ArrayList;
import java.util.List;

/** A bounded number of a run's checkpoints, spread evenly over it, for the detector to learn from. */
final class CheckpointHistory {
    private static final int CAPACITY = 8;

    private final List<Checkpoint> kept = new ArrayList<>();
    private int stride = 1;
    private int seen;

    void add(Checkpoint checkpoint) {
        if (seen++ % stride == 0) {
            kept.add(checkpoint);
        }
        if (kept.size() > CAPACITY) {
            stride *= 2;
            for (int i = kept.size() - 2; i > 0; i -= 2) {
                kept.remove(i);
            }
        }
    }

    /** What is kept before the last checkpoint, then the last one. */
    List<Checkpoint> endingWith(Checkpoint last) {
        List<Checkpoint> all = new ArrayList<>(kept);
        all.removeIf(checkpoint -> checkpoint.images() >= last.images());
        all.add(last);
        return all;
    }
}
