package dev.gantry.serving.session;

import dev.gantry.contracts.Priority;

/**
 * How a request is treated.
 *
 * @param deadline      until which somebody waits for the answer
 * @param priority      more urgent requests are run first, always
 * @param deterministic whether the request is run alone, in batches of one fixed size, so that the same rows give the same bytes on
 *     this machine whatever else is asked for; otherwise it shares runs with others, and values may differ by float rounding
 */
public record RunOptions(Deadline deadline, Priority priority, boolean deterministic) {

    /** Of normal priority, sharing runs with others. */
    public static RunOptions until(Deadline deadline) {
        return new RunOptions(deadline, Priority.NORMAL, false);
    }
}
