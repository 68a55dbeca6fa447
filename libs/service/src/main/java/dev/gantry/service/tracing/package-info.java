/** Traces: the context of every request, and spans where somebody wants them. */
@NullMarked
package dev.gantry.service.tracing;

import org.jspecify.annotations.NullMarked;
