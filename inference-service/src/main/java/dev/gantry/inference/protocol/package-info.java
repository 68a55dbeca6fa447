/** The Open Inference Protocol, version 2, whatever the wire form: what is asked for, checked and answered. */
@NullMarked
package dev.gantry.inference.protocol;

import org.jspecify.annotations.NullMarked;
