/** Pictures as planar bytes: decoded within limits, brought to a network's shape, encoded again. */
@NullMarked
package dev.gantry.imaging;

import org.jspecify.annotations.NullMarked;
