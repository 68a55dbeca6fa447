/** What the trainer measures. */
@NullMarked
package dev.gantry.trainer.metrics;

import org.jspecify.annotations.NullMarked;
