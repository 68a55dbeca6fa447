/** Tensor shapes of which only the batch dimension is symbolic. */
@NullMarked
package dev.gantry.networks.shape;

import org.jspecify.annotations.NullMarked;
