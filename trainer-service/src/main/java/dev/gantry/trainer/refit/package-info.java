/** Asks for detectors of several models again when these have changed. */
@NullMarked
package dev.gantry.trainer.refit;

import org.jspecify.annotations.NullMarked;
