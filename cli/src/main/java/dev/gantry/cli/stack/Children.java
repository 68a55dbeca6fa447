package dev.gantry.cli.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The processes of a local stack, started group after group and ended in the opposite order, also when this process is
 * interrupted. None is ever restarted unless it is asked for.
 */
final class Children implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final List<List<ChildProcess>> groups = new ArrayList<>();
    private final Set<ChildProcess> stopped = new HashSet<>();
    private final Map<String, ChildSpec> specs = new HashMap<>();
    private boolean closed;

    /**
     * Starts processes side by side and waits until all can be used.
     *
     * @param startLimit for the slowest of them
     * @throws StackException if one ends or is not ready in time
     */
    void start(List<ChildSpec> group, Duration startLimit, StartListener listener) throws InterruptedException {
        awaitReady(spawn(group), startLimit, listener);
    }

    /** Ends a process, which then is not missed, until it is started again. */
    void stop(String name) {
        end(List.of(dismiss(name)));
    }

    /** As {@link #stop}, without asking the process. */
    void kill(String name) {
        ChildProcess child = dismiss(name);
        child.process().destroyForcibly();
        end(List.of(child));
    }

    /**
     * Starts a stopped process again, at its place in the order of ending, and waits until it can be used.
     *
     * @throws StackException if it ends or is not ready in time
     */
    void startAgain(String name, Circumstances circumstances, Duration startLimit, StartListener listener)
            throws InterruptedException {
        awaitReady(List.of(respawn(find(name), circumstances)), startLimit, listener);
    }

    private synchronized ChildProcess dismiss(String name) {
        ChildProcess child = find(name);
        stopped.add(child);
        return child;
    }

    private void awaitReady(List<ChildProcess> started, Duration startLimit, StartListener listener)
            throws InterruptedException {
        List<ChildProcess> pending = new ArrayList<>(started);
        pending.forEach(child -> listener.started(child.spec().name(), child.pid()));
        while (!pending.isEmpty()) {
            for (ChildProcess child : List.copyOf(pending)) {
                if (child.spec().readiness().ready() && child.alive()) {
                    pending.remove(child);
                    listener.ready(child.spec().name(), child.spec().port(), child.age());
                } else if (child.age().compareTo(startLimit) > 0) {
                    throw new StackException(child.spec().name() + " is not ready after " + startLimit.toSeconds()
                            + " s. The end of " + child.spec().log() + ":\n"
                            + LogTail.of(child.spec().log()));
                }
            }
            throwIfOneEnded();
            Thread.sleep(POLL.toMillis());
        }
    }

    /**
     * Waits until the processes are ended by {@link #close()}.
     *
     * @throws StackException if one ends before
     */
    void await() throws InterruptedException {
        CompletableFuture<?>[] ends =
                wanted().stream().map(ChildProcess::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.anyOf(ends).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a process never fails", e);
        }
        throwIfOneEnded();
    }

    /** @throws StackException if a process has ended although nobody asked it to */
    synchronized void throwIfOneEnded() {
        if (!closed) {
            wanted().stream().filter(child -> !child.alive()).findFirst().ifPresent(ended -> {
                throw new StackException(ended.obituary());
            });
        }
    }

    private synchronized List<ChildProcess> wanted() {
        return groups.stream()
                .flatMap(List::stream)
                .filter(child -> !stopped.contains(child))
                .toList();
    }

    private synchronized ChildProcess find(String name) {
        return groups.stream()
                .flatMap(List::stream)
                .filter(child -> child.spec().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no process is named " + name));
    }

    private synchronized ChildProcess respawn(ChildProcess ended, Circumstances circumstances) {
        requireOpen();
        if (!stopped.remove(ended)) {
            throw new IllegalStateException(ended.spec().name() + " was not stopped");
        }
        ChildSpec usual = Objects.requireNonNull(specs.get(ended.spec().name()));
        ChildProcess next = ChildProcess.start(usual.under(circumstances));
        groups.forEach(group -> group.replaceAll(child -> child.equals(ended) ? next : child));
        return next;
    }

    private synchronized List<ChildProcess> spawn(List<ChildSpec> wanted) {
        requireOpen();
        List<ChildProcess> group = new ArrayList<>();
        groups.add(group);
        for (ChildSpec spec : wanted) {
            specs.put(spec.name(), spec);
            group.add(ChildProcess.start(spec));
        }
        return group;
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw new StackException("the stack is being ended");
        }
    }

    /** Ends every process: last group first, each asked and, after a grace time, killed. */
    @Override
    public void close() {
        List<List<ChildProcess>> reversed;
        synchronized (this) {
            closed = true;
            reversed = new ArrayList<>(groups);
        }
        Collections.reverse(reversed);
        reversed.forEach(Children::end);
    }

    private static void end(List<ChildProcess> group) {
        group.forEach(ChildProcess::terminate);
        long deadline = System.nanoTime() + GRACE.toNanos();
        group.forEach(child -> child.awaitEnd(deadline));
    }
}
