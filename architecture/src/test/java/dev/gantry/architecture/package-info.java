/** Holds the modules to the arrows of the design. */
@NullMarked
package dev.gantry.architecture;

import org.jspecify.annotations.NullMarked;
