/** Tests of dev.gantry.gateway.backends. */
@NullMarked
package dev.gantry.gateway.backends;

import org.jspecify.annotations.NullMarked;
