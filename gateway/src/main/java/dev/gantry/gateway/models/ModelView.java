package dev.gantry.gateway.models;

import dev.gantry.contracts.models.Routing.Canary;
import dev.gantry.platform.models.Aliases;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * @param latest   the newest version, whether it can be served or not
 * @param best     the version whose samples were measured to be nearest to the data; absent while none was measured
 * @param champion the version that should answer who names none; absent: the latest should
 * @param canary   the version that should answer a share of those instead
 * @param previous the version that answered before the champion
 * @param versions numbers of all complete versions, ascending
 * @param serving  which versions truly answer; absent: unknown
 * @param servingUnknown why; absent: it is known
 */
public record ModelView(
        String model,
        OptionalInt latest,
        OptionalInt best,
        OptionalInt champion,
        Optional<Canary> canary,
        OptionalInt previous,
        List<Integer> versions,
        Optional<Serving> serving,
        Optional<String> servingUnknown) {
    public ModelView {
        versions = List.copyOf(versions);
    }

    static ModelView of(String model, Aliases aliases, List<Integer> versions, ServingStates.Found found) {
        return new ModelView(
                model,
                aliases.latest(),
                aliases.best(),
                aliases.routing().champion(),
                aliases.routing().canary(),
                aliases.routing().previous(),
                versions,
                found.of(model),
                found.unknown());
    }
}
