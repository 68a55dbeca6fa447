/** Fits a detector of synthetic pictures at the end of a run: heads on features, stacked, calibrated, with thresholds for stated error rates. */
@NullMarked
package dev.gantry.engine.detection;

import org.jspecify.annotations.NullMarked;
