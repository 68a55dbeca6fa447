/** How good a generator's samples are, measured in the features of a classifier that was trained on the same data. */
@NullMarked
package dev.gantry.engine.metrics;

import org.jspecify.annotations.NullMarked;
