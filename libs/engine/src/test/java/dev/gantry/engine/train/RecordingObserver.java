package dev.gantry.engine.train;

import java.util.ArrayList;
import java.util.List;

/** Keeps what it hears and asks to stop after a number of rounds. */
class RecordingObserver implements TrainingObserver {
    final List<TickReport> ticks = new ArrayList<>();
    final List<Checkpoint> checkpoints = new ArrayList<>();
    private int roundsLeft;

    RecordingObserver(int rounds) {
        roundsLeft = rounds;
    }

    RecordingObserver() {
        this(Integer.MAX_VALUE);
    }

    @Override
    public void onTick(TickReport report) {
        ticks.add(report);
    }

    @Override
    public void onCheckpoint(Checkpoint checkpoint) {
        checkpoints.add(checkpoint);
    }

    @Override
    public boolean stopRequested() {
        return --roundsLeft <= 0;
    }
}
