/** Networks whose outputs are known by arithmetic, published as real versions. */
@NullMarked
package dev.gantry.serving.testing;

import org.jspecify.annotations.NullMarked;
