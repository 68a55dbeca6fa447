/** The Open Inference Protocol, version 2, over REST with JSON tensors. */
@NullMarked
package dev.gantry.inference.protocol;

import org.jspecify.annotations.NullMarked;
