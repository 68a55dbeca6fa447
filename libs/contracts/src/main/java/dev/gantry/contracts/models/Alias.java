package dev.gantry.contracts.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Names that versions of every model can go by. */
public enum Alias {
    /** The newest. */
    @JsonProperty("latest")
    LATEST,
    /** The one whose samples were measured to be nearest to the data. */
    @JsonProperty("best")
    BEST,
    /** The one that answers who names none. */
    @JsonProperty("champion")
    CHAMPION,
    /** The one that is tried on a share of those. */
    @JsonProperty("canary")
    CANARY,
    /** The one that answered before the champion. */
    @JsonProperty("previous")
    PREVIOUS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
