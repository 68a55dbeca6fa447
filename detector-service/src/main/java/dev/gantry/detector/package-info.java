/** Judges pictures with the detectors that were published with their generators. */
@NullMarked
package dev.gantry.detector;

import org.jspecify.annotations.NullMarked;
