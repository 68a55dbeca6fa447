/** Whether training is as it should be, and whether it is enough: state machines that see figures and nothing else. */
@NullMarked
package dev.gantry.engine.health;

import org.jspecify.annotations.NullMarked;
