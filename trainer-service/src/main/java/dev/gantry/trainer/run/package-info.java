/** From a request to a run of the engine, and what the run tells. */
@NullMarked
package dev.gantry.trainer.run;

import org.jspecify.annotations.NullMarked;
