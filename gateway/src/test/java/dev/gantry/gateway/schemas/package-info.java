/** Tests of what the gateway says of itself. */
@NullMarked
package dev.gantry.gateway.schemas;

import org.jspecify.annotations.NullMarked;
