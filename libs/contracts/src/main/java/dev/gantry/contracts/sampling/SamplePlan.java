package dev.gantry.contracts.sampling;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.models.SampleSpec;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a request comes to for samples of one kind.
 *
 * @param request    as it came
 * @param seed       that is asked for, or was drawn; between seeds the first of them
 * @param format     in which they are handed over
 * @param count      samples to make
 * @param columns    of a grid
 */
public record SamplePlan(SampleRequest request, long seed, SampleFormat format, int count, int columns) {
    private static final int DEFAULT_COUNT = 16;
    private static final Set<SampleFormat> OF_IMAGES =
            EnumSet.of(SampleFormat.PNG, SampleFormat.GRID, SampleFormat.JSON, SampleFormat.ZIP, SampleFormat.NPY);
    private static final Set<SampleFormat> OF_POINTS =
            EnumSet.of(SampleFormat.PNG, SampleFormat.JSON, SampleFormat.CSV, SampleFormat.NPY);

    /**
     * @param seed that is asked for, or was drawn; between seeds the first of them
     * @throws GantryException rejected, {@code invalid-request}, when such samples cannot be had like this
     */
    public static SamplePlan of(SampleRequest request, SampleSpec sample, long seed) {
        SampleFormat format = format(request, sample);
        int count = request.interpolate()
                .map(between -> countBetween(request, between, sample, format))
                .orElseGet(() -> count(request, sample, format));
        return new SamplePlan(request, seed, format, count, columns(request, format, count));
    }

    /**
     * The latents of samples {@code first} to {@code first + count - 1} of the plan.
     *
     * @param length values of one latent vector
     * @return {@code [count, length]}, row after row
     */
    public float[] latents(int first, int count, int length) {
        float[] latents = request.interpolate()
                .map(between -> between.draw(request.first(), first, count, length))
                .orElseGet(() -> LatentSampler.draw(seed, request.first() + first, count, length));
        if (request.truncation() < 1) {
            for (int i = 0; i < latents.length; i++) {
                latents[i] = (float) (request.truncation() * latents[i]);
            }
        }
        return latents;
    }

    /** The seed that all samples are of; absent between seeds. */
    public OptionalLong seedOfAll() {
        return request.interpolate().isPresent() ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    private static SampleFormat format(SampleRequest request, SampleSpec sample) {
        Set<SampleFormat> possible = sample.accept(images -> OF_IMAGES, points -> OF_POINTS);
        SampleFormat chosen =
                request.format().orElse(sample.accept(images -> SampleFormat.GRID, points -> SampleFormat.JSON));
        if (!possible.contains(chosen)) {
            throw invalid("format", chosen, "must be one of " + names(possible) + ": the model makes " + sample);
        }
        return chosen;
    }

    private static int count(SampleRequest request, SampleSpec sample, SampleFormat format) {
        if (isOnePicture(sample, format)) {
            if (request.count().orElse(1) != 1) {
                throw invalid(
                        "count",
                        request.count().getAsInt(),
                        "must be 1 for format png; grid, json, zip and npy take more");
            }
            return 1;
        }
        int count = request.count().orElse(DEFAULT_COUNT);
        if (count > format.maxCount()) {
            throw invalid(
                    "count",
                    count,
                    "must be at most " + format.maxCount() + " for format " + format + "; "
                            + sample.accept(images -> "zip", points -> "csv") + " and npy take more");
        }
        return count;
    }

    private static int countBetween(
            SampleRequest request, Interpolation between, SampleSpec sample, SampleFormat format) {
        request.count().ifPresent(count -> {
            throw invalid("count", count, "must be absent: interpolate has a sample for each step");
        });
        request.seed().ifPresent(seed -> {
            throw invalid("seed", seed, "must be absent: interpolate names the seeds");
        });
        if (isOnePicture(sample, format)) {
            throw invalid("format", format, "must be one of grid, json, zip, npy: interpolate makes several");
        }
        if (between.count() > format.maxCount()) {
            throw invalid(
                    "interpolate.steps",
                    between.steps(),
                    "must be at most " + format.maxCount() / (between.seeds().size() - 1)
                            + " with so many seeds for format " + format);
        }
        return between.count();
    }

    private static int columns(SampleRequest request, SampleFormat format, int count) {
        if (request.columns().isPresent() && format != SampleFormat.GRID) {
            throw invalid("columns", request.columns().getAsInt(), "must be absent: only format grid has them");
        }
        int usual = request.interpolate().map(Interpolation::steps).orElse((int) Math.ceil(Math.sqrt(count)));
        return Math.min(count, request.columns().orElse(usual));
    }

    private static boolean isOnePicture(SampleSpec sample, SampleFormat format) {
        return sample.accept(images -> format == SampleFormat.PNG, points -> false);
    }

    private static String names(Set<SampleFormat> formats) {
        return formats.stream().map(SampleFormat::toString).collect(Collectors.joining(", "));
    }

    private static GantryException invalid(String field, Object value, String accepted) {
        return Failure.Rejected.invalidField(field, String.valueOf(value), accepted)
                .asException();
    }
}
