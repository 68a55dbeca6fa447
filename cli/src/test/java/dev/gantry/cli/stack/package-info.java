/** Tests of the local stack. */
@NullMarked
package dev.gantry.cli.stack;

import org.jspecify.annotations.NullMarked;
