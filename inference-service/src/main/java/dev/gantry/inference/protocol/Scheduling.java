package dev.gantry.inference.protocol;

import dev.gantry.contracts.Priority;
import dev.gantry.serving.session.Deadline;
import dev.gantry.serving.session.RunOptions;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How a request wants to be treated, in the terms of Triton's <a
 * href="https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_schedule_policy.md">schedule policy
 * extension</a>.
 *
 * @param timeout  until which somebody waits for the answer; absent: as long as the service has it
 * @param priority of the request
 */
public record Scheduling(Optional<Duration> timeout, Priority priority) {
    private static final long URGENT = 1;
    private static final long USUAL = 2;

    /**
     * Reads {@code timeout}, in microseconds, and {@code priority}, of which 1 is the most urgent; 0 is the default of both.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code invalid-request}
     */
    public static Scheduling of(Parameters parameters, String path) {
        long micros = parameters.whole(path, "timeout").orElse(0);
        long priority = parameters.whole(path, "priority").orElse(0);
        return new Scheduling(
                micros == 0 ? Optional.empty() : Optional.of(Duration.of(micros, ChronoUnit.MICROS)),
                priority == URGENT ? Priority.HIGH : priority > USUAL ? Priority.LOW : Priority.NORMAL);
    }

    /** The same for somebody who waits no longer than so long anyway. */
    public Scheduling within(Duration longest) {
        return new Scheduling(Optional.of(time(longest)), priority);
    }

    /**
     * The same for a run.
     *
     * @param longest that anybody may wait from now on
     */
    public RunOptions options(Duration longest) {
        return new RunOptions(Deadline.in(time(longest)), priority, false);
    }

    private Duration time(Duration longest) {
        return timeout.filter(wanted -> wanted.compareTo(longest) < 0).orElse(longest);
    }
}
