package dev.gantry.contracts.sampling;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.JsonContract;
import dev.gantry.contracts.Priority;
import dev.gantry.contracts.models.Alias;
import dev.gantry.contracts.models.SampleSpec;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks a served model for samples.
 *
 * @param count   1 to {@value #MAX_COUNT}
 * @param seed    0 to {@link LatentSampler#MAX_SEED}; absent: the server draws one and tells it
 * @param format  absent: a grid of pictures, or points as JSON
 * @param version absent: the one that answers this seed
 * @param alias   instead of a version
 * @param deterministic whether the same seed and version must give the same bytes
 * @param priority which requests are computed first
 */
public record SampleRequest(
        OptionalInt count,
        OptionalLong seed,
        Optional<SampleFormat> format,
        OptionalInt version,
        Optional<Alias> alias,
        boolean deterministic,
        Priority priority) {
    public static final int MAX_COUNT = 1024;

    /** Larger requests are refused unread. */
    public static final int MAX_BYTES = 4096;

    /** How requests are decoded and validated. */
    public static final JsonContract<SampleRequest> CONTRACT = JsonContract.of(SampleRequest.class, MAX_BYTES);

    private static final int DEFAULT_COUNT = 16;
    private static final Set<SampleFormat> OF_IMAGES =
            EnumSet.of(SampleFormat.PNG, SampleFormat.GRID, SampleFormat.JSON);
    private static final Set<SampleFormat> OF_POINTS =
            EnumSet.of(SampleFormat.PNG, SampleFormat.JSON, SampleFormat.CSV);

    /**
     * How samples of a kind are handed over.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code invalid-request}, when they cannot be had in this format
     */
    public SampleFormat formatOf(SampleSpec sample) {
        Set<SampleFormat> possible = sample.accept(images -> OF_IMAGES, points -> OF_POINTS);
        SampleFormat chosen = format.orElse(sample.accept(images -> SampleFormat.GRID, points -> SampleFormat.JSON));
        if (!possible.contains(chosen)) {
            throw Failure.Rejected.invalidField(
                            "format", name(chosen), "must be one of " + names(possible) + ": the model makes " + sample)
                    .asException();
        }
        return chosen;
    }

    /**
     * How many samples of a kind to make.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code invalid-request}, when one picture cannot hold them
     */
    public int countOf(SampleSpec sample) {
        boolean single = sample.accept(images -> formatOf(images) == SampleFormat.PNG, points -> false);
        if (!single) {
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

    private static String names(Set<SampleFormat> formats) {
        return formats.stream().map(SampleRequest::name).collect(Collectors.joining(", "));
    }

    private static String name(SampleFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }
}
