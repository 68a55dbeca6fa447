/** Tests of the gateway as a whole. */
@NullMarked
package dev.gantry.gateway;

import org.jspecify.annotations.NullMarked;
