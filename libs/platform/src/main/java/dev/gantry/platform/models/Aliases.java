package dev.gantry.platform.models;

import dev.gantry.contracts.models.Alias;
import dev.gantry.contracts.models.Routing;
import java.util.OptionalInt;

/**
 * Where the names of a model's versions point.
 *
 * @param latest the newest version; absent while the first one is being written
 * @param best   the version whose samples were measured to be nearest to the data; absent while none was measured
 */
public record Aliases(OptionalInt latest, OptionalInt best, Routing routing) {
    /** Of a model that nothing was published of. */
    public static final Aliases NONE = new Aliases(OptionalInt.empty(), OptionalInt.empty(), Routing.NONE);

    /** The version that should answer those who name none. */
    public OptionalInt wanted() {
        return routing.champion().isPresent() ? routing.champion() : latest;
    }

    /** The version that an alias points at; empty if it points at none. */
    public OptionalInt version(Alias alias) {
        return switch (alias) {
            case LATEST -> latest;
            case BEST -> best;
            case CHAMPION -> wanted();
            case CANARY ->
                routing.canary().map(canary -> OptionalInt.of(canary.version())).orElse(OptionalInt.empty());
            case PREVIOUS -> routing.previous();
        };
    }
}
