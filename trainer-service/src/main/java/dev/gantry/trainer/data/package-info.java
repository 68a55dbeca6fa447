/** Where a job's training data lies. */
@NullMarked
package dev.gantry.trainer.data;

import org.jspecify.annotations.NullMarked;
