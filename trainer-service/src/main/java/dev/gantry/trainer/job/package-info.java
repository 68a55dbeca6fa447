/** A training job from its request to its outcome. */
@NullMarked
package dev.gantry.trainer.job;

import org.jspecify.annotations.NullMarked;
