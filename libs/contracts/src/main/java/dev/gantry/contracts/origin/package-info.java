/** Where a picture says it comes from. */
@NullMarked
package dev.gantry.contracts.origin;

import org.jspecify.annotations.NullMarked;
