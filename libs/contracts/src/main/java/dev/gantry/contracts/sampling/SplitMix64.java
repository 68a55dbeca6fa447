package dev.gantry.contracts.sampling;

/**
 * Counter-based random bits: the {@code k}-th word of a stream is a pure function of its key and {@code k}.
 *
 * <p>Steele, Lea and Flood, <i>Fast splittable pseudorandom number generators</i> (OOPSLA 2014), with the output function of
 * Vigna's reference implementation.
 */
final class SplitMix64 {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private SplitMix64() {}

    /** The word at {@code counter}, from 0, of the stream that the reference implementation starts in state {@code key}. */
    static long word(long key, long counter) {
        return mix(key + (counter + 1) * GOLDEN_GAMMA);
    }

    /** A bijection of 64 bits in which each input bit flips about half of the output. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
