package dev.gantry.engine.runtime;

import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.state.Stateful;
import java.nio.FloatBuffer;

/**
 * An independent, repeatable sequence of random numbers, named by a seed and a purpose.
 *
 * <p>Value {@code i} is a hash of the key and {@code i} (SplitMix64, Steele et al. 2014), so the position is the whole
 * state: a stream resumes anywhere, on any device, and never depends on what other streams have drawn.
 */
public final class RandomStream implements Stateful {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final long key;
    private long position;

    private RandomStream(long key) {
        this.key = key;
    }

    /** The stream of a seed for one purpose, such as {@code "generator.latent"}, from its beginning. */
    public static RandomStream of(long seed, String purpose) {
        long key = mix(seed);
        for (int i = 0; i < purpose.length(); i++) {
            key = mix(key ^ purpose.charAt(i)) + GOLDEN_GAMMA;
        }
        return new RandomStream(key);
    }

    /** Numbers drawn so far; the stream's whole state besides its name. */
    public long position() {
        return position;
    }

    /** Continues from a {@link #position()}. */
    public void seek(long newPosition) {
        position = newPosition;
    }

    @Override
    public void visitState(StateVisitor visitor) {
        visitor.position("position", this::position, this::seek);
    }

    /** Uniform over all 64-bit values. */
    public long nextLong() {
        position++;
        return mix(key + position * GOLDEN_GAMMA);
    }

    /** Uniform in (0, 1). */
    public double nextDouble() {
        return ((nextLong() >>> 11) + 0.5) * 0x1.0p-53;
    }

    /** Uniform in {@code [0, bound)}, for a positive bound. */
    public int nextInt(int bound) {
        return (int) Math.multiplyHigh(nextLong() >>> 1, (long) bound << 1);
    }

    /** Fills the rest of the buffer with standard normal numbers (Box and Muller 1958). */
    public void fillGaussian(FloatBuffer destination) {
        while (destination.hasRemaining()) {
            double radius = Math.sqrt(-2 * StrictMath.log(nextDouble()));
            double angle = 2 * Math.PI * nextDouble();
            destination.put((float) (radius * StrictMath.cos(angle)));
            if (destination.hasRemaining()) {
                destination.put((float) (radius * StrictMath.sin(angle)));
            }
        }
    }

    /** A uniformly drawn order of {@code 0 .. size-1} (Fisher and Yates). */
    public int[] permutation(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
