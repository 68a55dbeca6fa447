/** The primitive operations that networks are made of; each validates its attributes and infers its output shape. */
@NullMarked
package dev.gantry.networks.op;

import org.jspecify.annotations.NullMarked;
