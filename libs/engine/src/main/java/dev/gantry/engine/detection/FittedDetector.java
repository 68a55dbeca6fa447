package dev.gantry.engine.detection;

import dev.gantry.engine.train.RoleSnapshot;

/**
 * A detector ready for export.
 *
 * @param network {@code image [N, C, H, W]} to {@code score [N]}, higher for more synthetic
 * @param calibration how its score is read
 */
public record FittedDetector(RoleSnapshot network, DetectorCalibration calibration) {}
