/** Requests passed on to the inference and detector services as they come, and their answers as they go. */
@NullMarked
package dev.gantry.gateway.backends;

import org.jspecify.annotations.NullMarked;
