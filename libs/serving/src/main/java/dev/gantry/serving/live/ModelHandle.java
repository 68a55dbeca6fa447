package dev.gantry.serving.live;

import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.serving.session.ModelSession;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A loaded version with a count of who uses it. The session is closed exactly once: when the version is retired and the last
 * lease has ended.
 */
public final class ModelHandle {
    private final PublishedVersion version;
    private final ModelSession session;
    private final long bytes;
    private volatile long lastUsedNanos = System.nanoTime();
    /** One for not being retired, and one for each lease. */
    private final AtomicInteger references = new AtomicInteger(1);

    private final AtomicBoolean retired = new AtomicBoolean();

    /** @param bytes of memory that the version is counted with */
    public ModelHandle(PublishedVersion version, ModelSession session, long bytes) {
        this.version = version;
        this.session = session;
        this.bytes = bytes;
    }

    public PublishedVersion version() {
        return version;
    }

    /** The version's number. */
    public int number() {
        return version.manifest().version();
    }

    public long bytes() {
        return bytes;
    }

    /** When the version was last asked for, on the clock of {@link System#nanoTime}. */
    public long lastUsedNanos() {
        return lastUsedNanos;
    }

    /** Counts as asked for now. */
    public void touch() {
        lastUsedNanos = System.nanoTime();
    }

    /** Empty once the handle is retired and unused. */
    Optional<Lease> lease() {
        touch();
        int before = references.getAndUpdate(count -> count == 0 ? 0 : count + 1);
        return before == 0 ? Optional.empty() : Optional.of(new Lease(this));
    }

    /** Gives no further meaning to the version: it is closed as soon as nobody uses it. Doing so again changes nothing. */
    public void retire() {
        if (retired.compareAndSet(false, true)) {
            release();
        }
    }

    /** Completes when the session is closed. */
    public CompletableFuture<Void> closed() {
        return session.closed();
    }

    ModelSession session() {
        return session;
    }

    void release() {
        if (references.decrementAndGet() == 0) {
            session.close();
        }
    }
}
