/** What a run measures of its samples, and what it tells while it does something other than training. */
@NullMarked
package dev.gantry.trainer.measure;

import org.jspecify.annotations.NullMarked;
