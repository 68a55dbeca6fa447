package dev.gantry.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which work is taken first when there is more than can be done; from the least urgent on. */
public enum Priority {
    @JsonProperty("low")
    LOW,
    @JsonProperty("normal")
    NORMAL,
    @JsonProperty("high")
    HIGH
}
