package dev.gantry.engine.train;

import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureGrid;
import dev.gantry.imaging.PixelScale;
import dev.gantry.networks.shape.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Decoded pictures of one shape; networks see their bytes scaled to [-1, 1]. */
public interface ImageSource extends SampleSource {
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

    @Override
    default Shape shape() {
        return Shape.batched(channels(), height(), width());
    }

    @Override
    default void read(int[] indices, FloatBuffer destination) {
        byte[] pixels = new byte[indices.length * imageBytes()];
        read(indices, ByteBuffer.wrap(pixels));
        for (byte pixel : pixels) {
            destination.put(PixelScale.toFloat(pixel));
        }
    }

    /** The samples side by side, in about as many columns as rows. */
    @Override
    default Picture show(float[] samples) {
        return PictureGrid.tile(PixelScale.pictures(samples, channels(), height(), width()));
    }
}
