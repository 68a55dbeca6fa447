package dev.gantry.contracts.training;

import dev.gantry.contracts.Json;

/**
 * How a job ended, kept at {@link dev.gantry.contracts.StoreKeys#jobOutcome}. The first one written stands; duplicates of the job
 * are answered with it.
 *
 * @param event the terminal event
 */
public record JobOutcome(TrainingEvent event) {
    public JobOutcome {
        if (!event.terminal()) {
            throw new IllegalArgumentException("not terminal: " + event.cloudEventType());
        }
    }

    public byte[] toJson() {
        return Json.bytes(this);
    }
}
