/** The Open Inference Protocol over REST, with tensors as JSON or as bytes behind it. */
@NullMarked
package dev.gantry.inference.protocol.rest;

import org.jspecify.annotations.NullMarked;
