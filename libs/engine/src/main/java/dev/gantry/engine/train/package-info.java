/** Adversarial training: plans, losses, regularizers, the loop and what it reports. No native type is visible here. */
@NullMarked
package dev.gantry.engine.train;

import org.jspecify.annotations.NullMarked;
