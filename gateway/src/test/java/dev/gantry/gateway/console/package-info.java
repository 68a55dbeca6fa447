/** Tests of dev.gantry.gateway.console. */
@NullMarked
package dev.gantry.gateway.console;

import org.jspecify.annotations.NullMarked;
