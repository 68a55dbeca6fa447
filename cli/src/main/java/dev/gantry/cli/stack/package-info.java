/** The whole platform as processes of this machine: where it lives, which processes it has, and how they are started and ended. */
@NullMarked
package dev.gantry.cli.stack;

import org.jspecify.annotations.NullMarked;
