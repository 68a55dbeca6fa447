package dev.gantry.gateway.models;

import java.util.List;
import java.util.OptionalInt;

/**
 * @param latest   the version that is served
 * @param versions numbers of all complete versions, ascending
 */
public record ModelView(String model, OptionalInt latest, List<Integer> versions) {
    public ModelView {
        versions = List.copyOf(versions);
    }
}
