/** How a family is trained, as data: losses, regularizers and optimizers that the engine knows how to run. */
@NullMarked
package dev.gantry.networks.recipe;

import org.jspecify.annotations.NullMarked;
