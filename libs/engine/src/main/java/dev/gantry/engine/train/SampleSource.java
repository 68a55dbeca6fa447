package dev.gantry.engine.train;

import dev.gantry.imaging.Picture;
import dev.gantry.networks.shape.Shape;
import java.nio.FloatBuffer;

/**
 * Real samples of one shape, readable by index in any order.
 *
 * <p>Several threads may read at once.
 */
public interface SampleSource {
    /** Number of samples, at least 1. */
    int size();

    /** Shape of a batch, {@code [N, ...]}: {@code [N, C, H, W]} of pictures, {@code [N, D]} of points. */
    Shape shape();

    /**
     * Writes the samples at {@code indices}, in that order, in the range that networks work in, as {@code [indices.length,
     * ...]} from the destination's position on, and advances the position past them.
     *
     * @throws IndexOutOfBoundsException if an index is not in {@code [0, size)}
     * @throws java.nio.BufferOverflowException if the destination has too little room
     */
    void read(int[] indices, FloatBuffer destination);

    /**
     * A picture of generated samples for people to look at.
     *
     * @param samples {@code [n, ...]} in the range that networks work in, at least one
     */
    Picture show(float[] samples);

    /** Numbers in one sample. */
    default int sampleLength() {
        return Math.toIntExact(shape().elements());
    }
}
