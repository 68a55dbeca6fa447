package dev.gantry.detector.judge;

import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.platform.store.FirstAnswers;
import dev.gantry.platform.store.ObjectStore;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** The verdicts on requests that have an id of their own; the first one of a request stands. */
@Singleton
public final class VerdictArchive {
    private final FirstAnswers<Verdict> verdicts;

    VerdictArchive(ObjectStore store) {
        verdicts = new FirstAnswers<>(store, Verdict.class, StoreKeys::verdict);
    }

    /**
     * The verdict that stands on a request.
     *
     * @param judge asked only if there is none
     */
    public Verdict standing(String requestId, Supplier<Verdict> judge) {
        return verdicts.standing(requestId, judge);
    }
}
