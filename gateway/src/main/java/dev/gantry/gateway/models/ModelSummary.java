package dev.gantry.gateway.models;

import dev.gantry.contracts.models.Routing.Canary;
import dev.gantry.platform.models.Aliases;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * @param latest   the newest version, whether it can be served or not; absent while the first one is being written
 * @param best     the version whose samples were measured to be nearest to the data; absent while none was measured
 * @param champion the version that should answer who names none; absent: the latest should
 * @param canary   the version that should answer a share of those instead
 * @param serving  which versions truly do; absent: unknown
 */
public record ModelSummary(
        String model,
        OptionalInt latest,
        OptionalInt best,
        OptionalInt champion,
        Optional<Canary> canary,
        Optional<Serving> serving) {
    static ModelSummary of(String model, Aliases aliases, Optional<Serving> serving) {
        return new ModelSummary(
                model,
                aliases.latest(),
                aliases.best(),
                aliases.routing().champion(),
                aliases.routing().canary(),
                serving);
    }
}
