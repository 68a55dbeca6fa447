package dev.gantry.contracts.sampling;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.JsonContract;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Asks a served model for samples.
 *
 * @param count   1 to {@value #MAX_COUNT}
 * @param seed    0 to {@link LatentSampler#MAX_SEED}; absent: the server draws one and tells it
 * @param version absent: the live one
 */
public record SampleRequest(OptionalInt count, OptionalLong seed, SampleFormat format, OptionalInt version) {
    public static final int MAX_COUNT = 1024;

    /** Larger requests are refused unread. */
    public static final int MAX_BYTES = 4096;

    /** How requests are decoded and validated. */
    public static final JsonContract<SampleRequest> CONTRACT = JsonContract.of(SampleRequest.class, MAX_BYTES);

    private static final int DEFAULT_COUNT = 16;

    /**
     * How many samples to make.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code invalid-request}, when one picture cannot hold them
     */
    public int samples() {
        if (format != SampleFormat.PNG) {
            return count.orElse(DEFAULT_COUNT);
        }
        if (count.orElse(1) != 1) {
            throw Failure.Rejected.invalidField(
                            "count",
                            String.valueOf(count.getAsInt()),
                            "must be 1 for format png; grid and json take more")
                    .asException();
        }
        return 1;
    }
}
