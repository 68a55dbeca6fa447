/** What a run works on: its job and its pictures. */
@NullMarked
package dev.gantry.trainer.work;

import org.jspecify.annotations.NullMarked;
