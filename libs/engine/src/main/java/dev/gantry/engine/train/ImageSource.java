package dev.gantry.engine.train;

import java.nio.ByteBuffer;

/**
 * Decoded images of one shape, readable by index in any order.
 *
 * <p>Reads may come from a thread other than the one that created the source, but never from two threads at once.
 */
public interface ImageSource {
    /** Number of images, at least 1. */
    int size();

    /** Number of colour channels: 1 or 3. */
    int channels();

    /** Height in pixels. */
    int height();

    /** Width in pixels. */
    int width();

    /**
     * Writes the images at {@code indices}, in that order, as unsigned bytes {@code [indices.length, C, H, W]} from the
     * destination's position on, and advances the position past them.
     *
     * @throws IndexOutOfBoundsException if an index is not in {@code [0, size)}
     * @throws java.nio.BufferOverflowException if the destination has too little room
     */
    void read(int[] indices, ByteBuffer destination);

    /** Bytes of one image: {@code C * H * W}. */
    default int imageBytes() {
        return channels() * height() * width();
    }
}
