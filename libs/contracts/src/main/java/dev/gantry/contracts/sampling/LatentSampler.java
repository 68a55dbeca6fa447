package dev.gantry.contracts.sampling;

/**
 * Draws the latents z ~ N(0, 1) that a generator turns into samples.
 *
 * <p>Sample {@code index} of {@code seed} has a stream of its own, so it is the same whatever is drawn beside it, before it or
 * on another machine: word {@code k} of the stream is SplitMix64's output at counter {@code k}, under the key that is
 * SplitMix64's output at counter {@code index} under the key {@code SplitMix64(seed, 0)}. Two words make two values by Box and
 * Muller (1958):
 *
 * <pre>
 *   u = ((word(2j) >>> 11) + 1) / 2^53      in (0, 1]
 *   v =  (word(2j + 1) >>> 11)  / 2^53      in [0, 1)
 *   z(2j), z(2j + 1) = sqrt(-2 ln u) · cos 2πv, sqrt(-2 ln u) · sin 2πv
 * </pre>
 *
 * computed in double precision with {@link StrictMath}, whose results are the same bits on every Java platform, and rounded to
 * float.
 */
public final class LatentSampler {
    /** Largest seed that every JSON reader keeps exactly: 2^53 - 1. */
    public static final long MAX_SEED = (1L << 53) - 1;

    private static final double TWO_POW_MINUS_53 = 0x1p-53;

    private LatentSampler() {}

    /**
     * The latents of samples {@code first} to {@code first + count - 1}.
     *
     * @param seed   any
     * @param first  index of the first sample, from 0
     * @param count  samples, at least 0
     * @param length values of one latent vector
     * @return {@code [count, length]}, row after row
     */
    public static float[] draw(long seed, long first, int count, int length) {
        float[] latents = new float[Math.multiplyExact(count, length)];
        long seedKey = SplitMix64.word(seed, 0);
        for (int row = 0; row < count; row++) {
            fill(SplitMix64.word(seedKey, first + row), latents, row * length, length);
        }
        return latents;
    }

    private static void fill(long key, float[] out, int offset, int length) {
        for (int i = 0; i < length; i += 2) {
            double u = ((SplitMix64.word(key, i) >>> 11) + 1) * TWO_POW_MINUS_53;
            double v = (SplitMix64.word(key, i + 1) >>> 11) * TWO_POW_MINUS_53;
            double radius = StrictMath.sqrt(-2 * StrictMath.log(u));
            out[offset + i] = (float) (radius * StrictMath.cos(2 * Math.PI * v));
            if (i + 1 < length) {
                out[offset + i + 1] = (float) (radius * StrictMath.sin(2 * Math.PI * v));
            }
        }
    }
}
