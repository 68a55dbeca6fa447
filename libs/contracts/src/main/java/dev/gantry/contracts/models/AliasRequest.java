package dev.gantry.contracts.models;

import dev.gantry.contracts.JsonContract;
import java.util.OptionalInt;

/**
 * Points an alias at a version.
 *
 * @param version absent: for the champion the canary's version, or the newest one if there is no canary; a canary needs one
 * @param percent of the seeds that a canary answers, 1 to 99; not for the champion
 */
public record AliasRequest(OptionalInt version, OptionalInt percent) {
    private static final int MAX_BYTES = 1024;

    /** How requests are decoded and validated. */
    public static final JsonContract<AliasRequest> CONTRACT = JsonContract.of(AliasRequest.class, MAX_BYTES);
}
