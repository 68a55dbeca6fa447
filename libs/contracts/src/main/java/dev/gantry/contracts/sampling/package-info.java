/** How latents are drawn and samples asked for: the same everywhere, so that a seed means the same to trainer and server. */
@NullMarked
package dev.gantry.contracts.sampling;

import org.jspecify.annotations.NullMarked;
