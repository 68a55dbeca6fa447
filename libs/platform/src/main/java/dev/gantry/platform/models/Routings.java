package dev.gantry.platform.models;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.models.Routing;
import dev.gantry.platform.store.ObjectStore;
import java.util.Comparator;
import java.util.function.UnaryOperator;

/**
 * What was decided about which versions answer. Every decision is an object of its own, numbered, and none is ever overwritten: of
 * two that are taken at once one is taken again on top of the other, and all that were ever taken can be read.
 */
final class Routings {
    static final String CONTENDED = "routing-contended";

    private static final int MAX_BYTES = 4096;
    private static final int MAX_TRIES = 10;
    private static final String SUFFIX = ".json";
    private static final String JSON = "application/json";

    private final ObjectStore store;

    Routings(ObjectStore store) {
        this.store = store;
    }

    /** @param number from 1; 0 if nothing was decided yet */
    private record Decision(int number, Routing routing) {}

    /** {@link Routing#NONE} if nothing was decided yet. */
    Routing current(String model) {
        return last(model).routing();
    }

    /**
     * Decides on top of what is decided.
     *
     * @throws dev.gantry.contracts.GantryException retryable, {@value #CONTENDED}, if others keep deciding meanwhile
     */
    Routing change(String model, UnaryOperator<Routing> change) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Decision last = last(model);
            Routing next = change.apply(last.routing());
            if (store.putIfAbsent(StoreKeys.routing(model, last.number() + 1), Json.bytes(next), JSON)) {
                return next;
            }
        }
        throw new Failure.Retryable(CONTENDED, "others keep changing which versions of " + model + " answer")
                .asException();
    }

    private Decision last(String model) {
        String prefix = StoreKeys.routings(model);
        return store.list(prefix).stream()
                .flatMap(object -> VersionNumber.between(prefix, object.key(), SUFFIX).stream())
                .max(Comparator.naturalOrder())
                .flatMap(number -> store.get(StoreKeys.routing(model, number), MAX_BYTES)
                        .map(json -> new Decision(number, Json.read(json, Routing.class))))
                .orElse(new Decision(0, Routing.NONE));
    }
}
