package dev.gantry.engine.train;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * Images of one shape, to be shown side by side.
 *
 * @param count number of images
 * @param channels 1 (grey) or 3 (red, green, blue)
 * @param height height of one image in pixels
 * @param width width of one image in pixels
 * @param pixels unsigned bytes {@code [count, C, H, W]}; shared, not copied
 */
// Bulk data, shared and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record SampleGrid(int count, int channels, int height, int width, byte[] pixels) {
    public SampleGrid {
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("channels is " + channels + ", must be 1 or 3");
        }
        if (pixels.length != count * channels * height * width) {
            throw new IllegalArgumentException("pixels has " + pixels.length + " bytes, [" + count + ", " + channels
                    + ", " + height + ", " + width + "] needs " + count * channels * height * width);
        }
    }

    /**
     * Lays the images out row by row and encodes them.
     *
     * @param columns images in a row, at least 1; the last row may be shorter
     * @return a PNG
     */
    public byte[] toPng(int columns) {
        int rows = (count + columns - 1) / columns;
        int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage image = new BufferedImage(columns * width, rows * height, type);
        int[] tile = new int[channels * width * height];
        for (int i = 0; i < count; i++) {
            interleave(i, tile);
            image.getRaster().setPixels(i % columns * width, i / columns * height, width, height, tile);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    private void interleave(int index, int[] tile) {
        int plane = height * width;
        int start = index * channels * plane;
        for (int c = 0; c < channels; c++) {
            for (int p = 0; p < plane; p++) {
                tile[p * channels + c] = pixels[start + c * plane + p] & 0xff;
            }
        }
    }
}
