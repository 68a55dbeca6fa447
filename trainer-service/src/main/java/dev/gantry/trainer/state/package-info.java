/** What a job is resumed from when it moves to another trainer. */
@NullMarked
package dev.gantry.trainer.state;

import org.jspecify.annotations.NullMarked;
