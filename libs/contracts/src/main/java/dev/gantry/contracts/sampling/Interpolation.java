package dev.gantry.contracts.sampling;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A way through the latents of several seeds: from the first to the second, from the second to the third and so on, each time in
 * the same number of steps, of which the first and the last are the seeds themselves.
 *
 * @param seeds at least 2, each 0 to {@link LatentSampler#MAX_SEED}
 * @param steps samples of each pair, at least 2
 */
public record Interpolation(List<Long> seeds, int steps, Kind kind) {
    /** Below this sine, two latents point the same way, or opposite ways between which there is no shortest arc. */
    private static final double LEAST_SINE = 1e-6;

    public Interpolation {
        seeds = List.copyOf(seeds);
    }

    /** How to get from one latent to another. */
    public enum Kind {
        /**
         * Along the arc between them (Shoemake, <i>Animating rotation with quaternion curves</i>, 1985; for latents: White,
         * <i>Sampling generative networks</i>, 2016), so that what lies between is about as long as they are: with θ the angle between
         * a and b, {@code sin((1 - t)θ)/sin θ · a + sin(tθ)/sin θ · b}.
         */
        @JsonProperty("slerp")
        SLERP,
        /** Along the straight line: {@code (1 - t) · a + t · b}. */
        @JsonProperty("linear")
        LINEAR
    }

    /** All samples: steps for each pair of neighbours. */
    public int count() {
        return Math.multiplyExact(seeds.size() - 1, steps);
    }

    /**
     * The latents of samples {@code first} to {@code first + count - 1}, pair after pair.
     *
     * @param index  of the sample of each seed, from 0
     * @param length values of one latent vector
     * @return {@code [count, length]}, row after row
     */
    float[] draw(long index, int first, int count, int length) {
        float[] latents = new float[Math.multiplyExact(count, length)];
        float[] from = {};
        float[] to = {};
        for (int row = 0; row < count; row++) {
            int pair = (first + row) / steps;
            int step = (first + row) % steps;
            if (row == 0 || step == 0) {
                from = LatentSampler.draw(seeds.get(pair), index, 1, length);
                to = LatentSampler.draw(seeds.get(pair + 1), index, 1, length);
            }
            between(from, to, (double) step / (steps - 1), latents, row * length);
        }
        return latents;
    }

    private void between(float[] from, float[] to, double t, float[] out, int offset) {
        double fromWeight = 1 - t;
        double toWeight = t;
        double angle = kind == Kind.SLERP ? angle(from, to) : 0;
        double sine = StrictMath.sin(angle);
        if (sine > LEAST_SINE) {
            fromWeight = StrictMath.sin((1 - t) * angle) / sine;
            toWeight = StrictMath.sin(t * angle) / sine;
        }
        for (int i = 0; i < from.length; i++) {
            out[offset + i] = (float) (fromWeight * from[i] + toWeight * to[i]);
        }
    }

    private static double angle(float[] from, float[] to) {
        double cosine = dot(from, to) / StrictMath.sqrt(dot(from, from) * dot(to, to));
        return StrictMath.acos(Math.max(-1, Math.min(1, cosine)));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
