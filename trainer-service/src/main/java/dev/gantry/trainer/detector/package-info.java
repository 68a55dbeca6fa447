/** Jobs that fit one detector to the samples of several published models. */
@NullMarked
package dev.gantry.trainer.detector;

import org.jspecify.annotations.NullMarked;
