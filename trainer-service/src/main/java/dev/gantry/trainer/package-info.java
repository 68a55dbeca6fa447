/** Takes training requests from Kafka, trains, and publishes checkpoints. */
@NullMarked
package dev.gantry.trainer;

import org.jspecify.annotations.NullMarked;
