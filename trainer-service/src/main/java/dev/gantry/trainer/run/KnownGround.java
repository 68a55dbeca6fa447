package dev.gantry.trainer.run;

import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.engine.data.OriginalSizes;
import dev.gantry.engine.detection.DetectorCalibration.Ground;

/** Pictures that detectors are fitted to know. */
public final class KnownGround {
    private static final double MAX_ASPECT = 1.1;

    private KnownGround() {}

    public static Ground of(TrainingRequest.Data data) {
        int edge = data.resolution();
        return Ground.of(new OriginalSizes(edge, edge, MAX_ASPECT), edge);
    }
}
