package dev.gantry.trainer.run;

import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.engine.detection.DetectorCalibration.Ground;

/** Sizes of pictures that detectors are fitted to know. */
public final class KnownGround {
    /** What the fitting enlarges pictures to. */
    private static final int MAX_ENLARGEMENT = 4;

    private static final double MAX_ASPECT = 1.1;

    private KnownGround() {}

    public static Ground of(TrainingRequest.Data data) {
        int edge = data.resolution();
        return new Ground(edge, edge * MAX_ENLARGEMENT, MAX_ASPECT);
    }
}
