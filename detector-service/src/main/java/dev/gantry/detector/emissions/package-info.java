/** What the platform gave out, to know it again when it has lost its origin mark. */
@NullMarked
package dev.gantry.detector.emissions;

import org.jspecify.annotations.NullMarked;
