/** W3C trace context on its way through Kafka. */
@NullMarked
package dev.gantry.platform.tracing;

import org.jspecify.annotations.NullMarked;
