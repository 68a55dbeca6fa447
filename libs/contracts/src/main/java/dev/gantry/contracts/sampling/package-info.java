/**
 * How latents are drawn and samples asked for, the same everywhere, so that a seed means the same to trainer and server; and word of
 * the pictures that were given out.
 */
@NullMarked
package dev.gantry.contracts.sampling;

import org.jspecify.annotations.NullMarked;
