/** Serves generators: samples for people, the Open Inference Protocol for programs. */
@NullMarked
package dev.gantry.inference;

import org.jspecify.annotations.NullMarked;
