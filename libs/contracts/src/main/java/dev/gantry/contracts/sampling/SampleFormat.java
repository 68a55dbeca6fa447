package dev.gantry.contracts.sampling;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How samples are handed over. */
public enum SampleFormat {
    /** One sample as a PNG. */
    @JsonProperty("png")
    PNG,
    /** All samples in one PNG, row by row. */
    @JsonProperty("grid")
    GRID,
    /** Each sample as a PNG in base64. */
    @JsonProperty("json")
    JSON
}
