package dev.gantry.gateway.models;

import java.util.List;
import java.util.OptionalInt;

/**
 * @param latest   the version that is served
 * @param best     the version whose samples were measured to be nearest to the data; absent while none was measured
 * @param versions numbers of all complete versions, ascending
 */
public record ModelView(String model, OptionalInt latest, OptionalInt best, List<Integer> versions) {
    public ModelView {
        versions = List.copyOf(versions);
    }
}
