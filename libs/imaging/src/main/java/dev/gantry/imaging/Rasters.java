package dev.gantry.imaging;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Between {@link BufferedImage} and {@link Picture}. */
final class Rasters {
    private static final int WHITE = 255;

    private Rasters() {}

    static Picture toPicture(BufferedImage image) {
        ColorModel model = image.getColorModel();
        boolean grey = model instanceof ComponentColorModel
                && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && integral(model.getTransferType());
        return grey ? grey(image) : colour(image);
    }

    static BufferedImage toImage(Picture picture) {
        boolean grey = picture.channels() == 1;
        BufferedImage image = new BufferedImage(
                picture.width(), picture.height(), grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        WritableRaster raster = image.getRaster();
        int plane = picture.width() * picture.height();
        int[] band = new int[plane];
        for (int c = 0; c < picture.channels(); c++) {
            for (int i = 0; i < plane; i++) {
                band[i] = picture.pixels()[c * plane + i] & 0xff;
            }
            raster.setSamples(0, 0, picture.width(), picture.height(), c, band);
        }
        return image;
    }

    private static boolean integral(int transferType) {
        return transferType == DataBuffer.TYPE_BYTE || transferType == DataBuffer.TYPE_USHORT;
    }

    /** Reads the samples themselves: {@code getRGB} would take grey for linear light and brighten it. */
    private static Picture grey(BufferedImage image) {
        Raster raster = image.getRaster();
        ColorModel model = image.getColorModel();
        int width = image.getWidth();
        int height = image.getHeight();
        int shift = model.getComponentSize(0) - 8;
        boolean alpha = model.getTransparency() != Transparency.OPAQUE && raster.getNumBands() > 1;
        byte[] pixels = new byte[width * height];
        int[] values = new int[width];
        int[] alphas = new int[width];
        for (int y = 0; y < height; y++) {
            raster.getSamples(0, y, width, 1, 0, values);
            if (alpha) {
                raster.getSamples(0, y, width, 1, 1, alphas);
            }
            for (int x = 0; x < width; x++) {
                int value = values[x] >> shift;
                pixels[y * width + x] = (byte) (alpha ? overWhite(value, alphas[x] >> shift) : value);
            }
        }
        return new Picture(1, height, width, pixels);
    }

    private static Picture colour(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int plane = width * height;
        byte[] pixels = new byte[3 * plane];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int argb = row[x];
                int alpha = argb >>> 24;
                int at = y * width + x;
                pixels[at] = (byte) overWhite((argb >> 16) & 0xff, alpha);
                pixels[plane + at] = (byte) overWhite((argb >> 8) & 0xff, alpha);
                pixels[2 * plane + at] = (byte) overWhite(argb & 0xff, alpha);
            }
        }
        return new Picture(3, height, width, pixels);
    }

    private static int overWhite(int value, int alpha) {
        return (value * alpha + WHITE * (255 - alpha) + 127) / 255;
    }
}
