/** Verdicts over Kafka. */
@NullMarked
package dev.gantry.detector.queue;

import org.jspecify.annotations.NullMarked;
