package dev.gantry.gateway.models;

import dev.gantry.contracts.models.Routing.Canary;
import dev.gantry.platform.models.Aliases;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * @param latest   the newest version
 * @param best     the version whose samples were measured to be nearest to the data; absent while none was measured
 * @param champion the version that answers who names none; absent: the latest does
 * @param canary   the version that answers a share of those instead
 * @param previous the version that answered before the champion
 * @param versions numbers of all complete versions, ascending
 */
public record ModelView(
        String model,
        OptionalInt latest,
        OptionalInt best,
        OptionalInt champion,
        Optional<Canary> canary,
        OptionalInt previous,
        List<Integer> versions) {
    public ModelView {
        versions = List.copyOf(versions);
    }

    static ModelView of(String model, Aliases aliases, List<Integer> versions) {
        return new ModelView(
                model,
                aliases.latest(),
                aliases.best(),
                aliases.routing().champion(),
                aliases.routing().canary(),
                aliases.routing().previous(),
                versions);
    }
}
