package dev.gantry.contracts.sampling;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How samples are handed over. */
public enum SampleFormat {
    /** One picture as a PNG; points as a scatter plot. */
    @JsonProperty("png")
    PNG(SampleFormat.IN_ONE_PIECE),
    /** All pictures in one PNG, row by row. */
    @JsonProperty("grid")
    GRID(SampleFormat.IN_ONE_PIECE),
    /** Each picture as a PNG in base64, each point as its numbers. */
    @JsonProperty("json")
    JSON(SampleFormat.IN_ONE_PIECE),
    /** Points, a row each. */
    @JsonProperty("csv")
    CSV(SampleRequest.MAX_COUNT),
    /** A PNG for each picture, named by its index, and {@code samples.json}, which says what made them. */
    @JsonProperty("zip")
    ZIP(SampleRequest.MAX_COUNT),
    /** One array of NumPy's: pictures as uint8 {@code [N, H, W, C]}, points as float32 {@code [N, D]}. */
    @JsonProperty("npy")
    NPY(SampleRequest.MAX_COUNT);

    private static final int IN_ONE_PIECE = 1024;

    private final int maxCount;

    SampleFormat(int maxCount) {
        this.maxCount = maxCount;
    }

    /** Most samples of one request. */
    public int maxCount() {
        return maxCount;
    }

    /** Whether it is written while samples are still being made. */
    public boolean isStreamed() {
        return maxCount > IN_ONE_PIECE;
    }

    /** As requests and file names have it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
