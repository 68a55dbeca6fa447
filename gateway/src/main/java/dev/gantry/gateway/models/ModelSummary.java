package dev.gantry.gateway.models;

import dev.gantry.contracts.models.Routing.Canary;
import dev.gantry.platform.models.Aliases;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * @param latest   the newest version that can be served; absent while the first one is being written
 * @param best     the version whose samples were measured to be nearest to the data; absent while none was measured
 * @param champion the version that answers who names none; absent: the latest does
 * @param canary   the version that answers a share of those instead
 */
public record ModelSummary(
        String model, OptionalInt latest, OptionalInt best, OptionalInt champion, Optional<Canary> canary) {
    static ModelSummary of(String model, Aliases aliases) {
        return new ModelSummary(
                model,
                aliases.latest(),
                aliases.best(),
                aliases.routing().champion(),
                aliases.routing().canary());
    }
}
