/** Tests of the Helm chart. */
@NullMarked
package dev.gantry.helm;

import org.jspecify.annotations.NullMarked;
