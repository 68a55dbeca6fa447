/** Layers as plain functions that declare parameters and expand into primitive operations. */
@NullMarked
package dev.gantry.networks.layer;

import org.jspecify.annotations.NullMarked;
