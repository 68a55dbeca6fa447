package dev.gantry.engine.detection;

import dev.gantry.imaging.Picture;

/** Gaussian blur over 5 by 5 pixels; the border is repeated. */
final class Blur {
    private static final int RADIUS = 2;

    private Blur() {}

    static Picture apply(Picture picture, double deviation) {
        double[] kernel = kernel(deviation);
        int height = picture.height();
        int width = picture.width();
        byte[] out = new byte[picture.pixels().length];
        double[] across = new double[height * width];
        for (int c = 0; c < picture.channels(); c++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double sum = 0;
                    for (int k = -RADIUS; k <= RADIUS; k++) {
                        sum += kernel[k + RADIUS] * picture.value(c, y, clamp(x + k, width));
                    }
                    across[y * width + x] = sum;
                }
            }
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double sum = 0;
                    for (int k = -RADIUS; k <= RADIUS; k++) {
                        sum += kernel[k + RADIUS] * across[clamp(y + k, height) * width + x];
                    }
                    out[(c * height + y) * width + x] = (byte) Math.round(sum);
                }
            }
        }
        return new Picture(picture.channels(), height, width, out);
    }

    private static double[] kernel(double deviation) {
        double[] kernel = new double[2 * RADIUS + 1];
        double sum = 0;
        for (int k = -RADIUS; k <= RADIUS; k++) {
            kernel[k + RADIUS] = Math.exp(-k * k / (2 * deviation * deviation));
            sum += kernel[k + RADIUS];
        }
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] /= sum;
        }
        return kernel;
    }

    private static int clamp(int position, int length) {
        return Math.max(0, Math.min(length - 1, position));
    }
}
