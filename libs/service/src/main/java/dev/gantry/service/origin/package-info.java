/** The signed mark that generated pictures carry, made and read. */
@NullMarked
package dev.gantry.service.origin;

import org.jspecify.annotations.NullMarked;
