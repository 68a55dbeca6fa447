/** What a training job is asked for, and what it tells while it runs. */
@NullMarked
package dev.gantry.contracts.training;

import org.jspecify.annotations.NullMarked;
