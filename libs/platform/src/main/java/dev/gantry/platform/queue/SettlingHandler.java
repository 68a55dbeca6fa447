package dev.gantry.platform.queue;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import org.jboss.logging.Logger;

/** Settles a message whatever its handler throws. */
final class SettlingHandler<T> implements Handler<T> {
    private static final Logger LOG = Logger.getLogger(SettlingHandler.class);

    private final Handler<T> handler;

    SettlingHandler(Handler<T> handler) {
        this.handler = handler;
    }

    @Override
    public Settlement handle(Task<T> task) {
        Settlement settlement = settlement(task);
        if (settlement instanceof Settlement.Retry retry) {
            LOG.warnf(
                    "event=retry task=%s reason=%s cause=%s",
                    task.id(), retry.reason().code(), retry.reason().message());
        }
        return settlement;
    }

    private Settlement settlement(Task<T> task) {
        try {
            return handler.handle(task);
        } catch (GantryException e) {
            LOG.debugf(e, "event=handler-failed task=%s", task.id());
            return e.failure() instanceof Failure.Rejected
                    ? new Settlement.DeadLetter(e.failure())
                    : new Settlement.Retry(e.failure());
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "event=handler-failed task=%s", task.id());
            return new Settlement.Retry(new Failure.Retryable("handler-failed", e.toString()));
        }
    }
}
