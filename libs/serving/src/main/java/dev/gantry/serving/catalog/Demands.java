package dev.gantry.serving.catalog;

import dev.gantry.contracts.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Versions of a model that somebody waits for. */
final class Demands {
    /** Stands for whichever version should answer those who name none. */
    static final int PRIMARY = 0;

    private static final int MAX_VERSIONS = 16;

    private final Map<Integer, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

    /**
     * Asks for a version.
     *
     * @return completes when it is loaded, or with the failure to load it
     * @throws dev.gantry.contracts.GantryException rejected, {@code too-many-requests}, if too many others are asked for
     */
    CompletableFuture<Void> add(int version) {
        if (waiting.size() >= MAX_VERSIONS && !waiting.containsKey(version)) {
            throw new Failure.Rejected(
                            Failure.Rejected.TOO_MANY,
                            MAX_VERSIONS + " other versions are waiting to be loaded: try again later")
                    .asException();
        }
        return waiting.computeIfAbsent(version, number -> new CompletableFuture<>())
                .copy();
    }

    boolean wants(int version) {
        return waiting.containsKey(version);
    }

    /**
     * Deals with every version that is asked for now.
     *
     * @param supply loads a version; what it throws is told to those who wait
     */
    void meet(Consumer<Integer> supply) {
        for (int version : Set.copyOf(waiting.keySet())) {
            Optional.ofNullable(waiting.remove(version)).ifPresent(demand -> {
                try {
                    supply.accept(version);
                    demand.complete(null);
                } catch (RuntimeException e) {
                    demand.completeExceptionally(e);
                }
            });
        }
    }
}
