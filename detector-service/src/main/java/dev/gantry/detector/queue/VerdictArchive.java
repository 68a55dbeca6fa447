package dev.gantry.detector.queue;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.platform.store.ObjectStore;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The verdicts on requests that came by Kafka; the first one of a request stands. */
@Singleton
final class VerdictArchive {
    private static final int MAX_BYTES = 1 << 20;
    private static final String JSON = "application/json";

    private final ObjectStore store;

    VerdictArchive(ObjectStore store) {
        this.store = store;
    }

    Optional<Verdict> find(String requestId) {
        return store.get(StoreKeys.verdict(requestId), MAX_BYTES).map(json -> Json.read(json, Verdict.class));
    }

    /** Keeps a verdict unless there is one for its request; returns the one that stands. */
    Verdict keep(Verdict verdict) {
        boolean first = store.putIfAbsent(StoreKeys.verdict(verdict.requestId()), Json.bytes(verdict), JSON);
        return first ? verdict : find(verdict.requestId()).orElse(verdict);
    }
}
