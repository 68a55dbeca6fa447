package dev.gantry.service.platform;

import dev.gantry.platform.queue.ShareGroupWorker;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes requests from a queue from when the platform is there until it is closed. */
public final class RequestTaker implements AutoCloseable {
    private final Provisioning provisioning;
    private final Supplier<ShareGroupWorker<?>> start;
    private final Thread starter;
    private boolean closed;
    private @Nullable ShareGroupWorker<?> worker;

    /**
     * @param requests what is taken, for the thread's name
     * @param start    starts the worker that takes them
     */
    public RequestTaker(String requests, Provisioning provisioning, Supplier<ShareGroupWorker<?>> start) {
        this.provisioning = provisioning;
        this.start = start;
        starter = new Thread(this::startWhenReady, "start-taking-" + requests);
        starter.setDaemon(true);
    }

    /** Returns at once, whether or not the platform is there. */
    public void start() {
        starter.start();
    }

    /** Whether requests are taken, or will be once the platform is there. */
    public synchronized boolean alive() {
        return worker == null ? starter.isAlive() : worker.running();
    }

    /** Gives the request at hand back. */
    @Override
    public synchronized void close() {
        closed = true;
        starter.interrupt();
        if (worker != null) {
            worker.close();
        }
    }

    private void startWhenReady() {
        try {
            provisioning.awaitDone();
            startTaking();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void startTaking() {
        if (!closed) {
            worker = start.get();
        }
    }
}
