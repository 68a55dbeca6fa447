/** Tests of the package. */
@NullMarked
package dev.gantry.cli.console;

import org.jspecify.annotations.NullMarked;
