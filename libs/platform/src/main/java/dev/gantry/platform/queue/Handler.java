package dev.gantry.platform.queue;

/** Handles messages one after the other, always on the same thread of the worker. */
@FunctionalInterface
public interface Handler<T> {
    /**
     * Handles a message, for as long as it takes. It should return soon after {@link Task#stopRequest} is present.
     *
     * <p>A {@link dev.gantry.contracts.GantryException} it throws counts as a dead letter when rejected, else as a retry; any
     * other exception as a retry.
     */
    Settlement handle(Task<T> task);
}
