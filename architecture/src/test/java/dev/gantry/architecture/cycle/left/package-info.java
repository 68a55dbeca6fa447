/** One half of a cycle that the rules must find. */
@NullMarked
package dev.gantry.architecture.cycle.left;

import org.jspecify.annotations.NullMarked;
