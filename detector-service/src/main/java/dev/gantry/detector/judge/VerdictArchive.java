package dev.gantry.detector.judge;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.platform.store.ObjectStore;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/** The verdicts on requests that have an id of their own; the first one of a request stands. */
@Singleton
public final class VerdictArchive {
    private static final int MAX_BYTES = 1 << 20;
    private static final String JSON = "application/json";

    private final ObjectStore store;

    VerdictArchive(ObjectStore store) {
        this.store = store;
    }

    /**
     * The verdict that stands on a request.
     *
     * @param judge asked only if there is none
     */
    public Verdict standing(String requestId, Supplier<Verdict> judge) {
        return find(requestId).orElseGet(() -> keep(judge.get()));
    }

    private Optional<Verdict> find(String requestId) {
        return store.get(StoreKeys.verdict(requestId), MAX_BYTES).map(json -> Json.read(json, Verdict.class));
    }

    private Verdict keep(Verdict verdict) {
        boolean first = store.putIfAbsent(StoreKeys.verdict(verdict.requestId()), Json.bytes(verdict), JSON);
        return first ? verdict : find(verdict.requestId()).orElse(verdict);
    }
}
