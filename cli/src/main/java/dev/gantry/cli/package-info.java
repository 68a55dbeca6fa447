/** The {@code gantry} command: runs the platform on this machine, and speaks to one that runs anywhere. */
@NullMarked
package dev.gantry.cli;

import org.jspecify.annotations.NullMarked;
