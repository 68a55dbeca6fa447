/** The demonstration: one training request, and everything that comes of it. */
@NullMarked
package dev.gantry.cli.demo;

import org.jspecify.annotations.NullMarked;
