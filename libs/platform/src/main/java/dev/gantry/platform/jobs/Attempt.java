package dev.gantry.platform.jobs;

import java.time.Instant;

/**
 * A trainer's start of a job.
 *
 * @param trainer name of the process
 */
public record Attempt(String trainer, Instant startedAt) {}
