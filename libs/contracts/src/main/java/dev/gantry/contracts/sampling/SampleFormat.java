package dev.gantry.contracts.sampling;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How samples are handed over. */
public enum SampleFormat {
    /** One picture as a PNG; points as a scatter plot. */
    @JsonProperty("png")
    PNG,
    /** All pictures in one PNG, row by row. */
    @JsonProperty("grid")
    GRID,
    /** Each picture as a PNG in base64, each point as its numbers. */
    @JsonProperty("json")
    JSON,
    /** Points, a row each. */
    @JsonProperty("csv")
    CSV
}
