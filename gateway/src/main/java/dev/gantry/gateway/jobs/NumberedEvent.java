package dev.gantry.gateway.jobs;

import dev.gantry.contracts.training.TrainingEvent;

/**
 * An event with its place in the job's stream.
 *
 * @param number offset of the event's record; a job's events share a partition, so that it rises, and it is the same after a
 *               restart
 */
public record NumberedEvent(long number, TrainingEvent event) {}
