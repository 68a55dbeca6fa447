/** Training data: found, told apart by content, decoded within limits and held in memory as bytes of one shape. */
@NullMarked
package dev.gantry.engine.data;

import org.jspecify.annotations.NullMarked;
