/** The detectors that are live. */
@NullMarked
package dev.gantry.detector.models;

import org.jspecify.annotations.NullMarked;
