/** Samples over Kafka. */
@NullMarked
package dev.gantry.inference.queue;

import org.jspecify.annotations.NullMarked;
