package dev.gantry.contracts.sampling;

import dev.gantry.contracts.JsonContract;
import dev.gantry.contracts.Priority;
import dev.gantry.contracts.models.Alias;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Asks a served model for samples; {@link SamplePlan} says what that comes to.
 *
 * @param count   1 to {@value #MAX_COUNT}
 * @param seed    0 to {@link LatentSampler#MAX_SEED}; absent: the server draws one and tells it
 * @param first   index of the first sample of the seed, from 0
 * @param format  absent: a grid of pictures, or points as JSON
 * @param columns of a grid; absent: as many as rows or one more, or the steps between two seeds
 * @param truncation ψ in (0, 1]: the latents are {@code ψ · z}, {@code z ~ N(0, 1)}
 * @param interpolate instead of count and seed
 * @param version absent: the one that answers this seed
 * @param alias   instead of a version
 * @param deterministic whether the same seed and version must give the same bytes
 * @param priority which requests are computed first
 */
public record SampleRequest(
        OptionalInt count,
        OptionalLong seed,
        long first,
        Optional<SampleFormat> format,
        OptionalInt columns,
        double truncation,
        Optional<Interpolation> interpolate,
        OptionalInt version,
        Optional<Alias> alias,
        boolean deterministic,
        Priority priority) {
    public static final int MAX_COUNT = 65_536;

    /** Larger requests are refused unread. */
    public static final int MAX_BYTES = 4096;

    /** How requests are decoded and validated. */
    public static final JsonContract<SampleRequest> CONTRACT = JsonContract.of(SampleRequest.class, MAX_BYTES);
}
