package dev.gantry.platform.store;

import dev.gantry.contracts.Json;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Answers to requests that are kept in the store; the first one to a request stands, however often and by whomever it is answered.
 *
 * @param <T> an answer, kept as JSON
 */
public final class FirstAnswers<T> {
    private static final int MAX_BYTES = 1 << 20;
    private static final String JSON = "application/json";

    private final ObjectStore store;
    private final Class<T> type;
    private final UnaryOperator<String> key;

    /** @param key where the answer to a request is kept, by the request's id */
    public FirstAnswers(ObjectStore store, Class<T> type, UnaryOperator<String> key) {
        this.store = store;
        this.type = type;
        this.key = key;
    }

    /**
     * The answer that stands.
     *
     * @param answer asked only if there is none
     */
    public T standing(String requestId, Supplier<T> answer) {
        return find(requestId).orElseGet(() -> keep(requestId, answer.get()));
    }

    private Optional<T> find(String requestId) {
        return store.get(key.apply(requestId), MAX_BYTES).map(json -> Json.read(json, type));
    }

    private T keep(String requestId, T answer) {
        boolean first = store.putIfAbsent(key.apply(requestId), Json.bytes(answer), JSON);
        return first ? answer : find(requestId).orElse(answer);
    }
}
