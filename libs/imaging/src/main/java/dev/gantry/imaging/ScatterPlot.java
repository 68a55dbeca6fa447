package dev.gantry.imaging;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Points of a plane as a picture: the first number of each to the right, the second upwards. Of points with one number, the
 * second is their place in the row. Lines stand at round numbers, darker at 0.
 */
public final class ScatterPlot {
    private static final int EDGE = 512;
    private static final double MARGIN = 0.1;
    private static final int WHITE = 0xffffff;
    private static final int GRID = 0xe6e6e6;
    private static final int AXIS = 0xb0b0b0;
    private static final int DATA = 0xa0a0a0;
    private static final int SAMPLE = 0x1f5fd6;
    private static final int LINES = 5;

    private final Range across;
    private final Range up;
    private final byte[] pixels = new byte[3 * EDGE * EDGE];

    private ScatterPlot(Range across, Range up) {
        this.across = across;
        this.up = up;
        Arrays.fill(pixels, (byte) WHITE);
        across.lines().forEach(value -> line(across.pixel(value), true, value == 0 ? AXIS : GRID));
        up.lines().forEach(value -> line(EDGE - 1 - up.pixel(value), false, value == 0 ? AXIS : GRID));
    }

    /**
     * Samples (blue) alone.
     *
     * @param samples {@code [n, dimensions]}, at least one
     */
    public static Picture of(float[] samples, int dimensions) {
        return plot(samples, samples, dimensions)
                .draw(samples, dimensions, 2, SAMPLE)
                .picture();
    }

    /**
     * Samples (blue) over data (grey), in the data's range: what lies outside it stands at the border.
     *
     * @param data    {@code [m, dimensions]}, at least one
     * @param samples {@code [n, dimensions]}
     */
    public static Picture of(float[] data, float[] samples, int dimensions) {
        return plot(data, samples, dimensions)
                .draw(data, dimensions, 2, DATA)
                .draw(samples, dimensions, 1, SAMPLE)
                .picture();
    }

    private static ScatterPlot plot(float[] ranged, float[] samples, int dimensions) {
        Range across = Range.of(ranged, 0, dimensions);
        Range up = dimensions > 1
                ? Range.of(ranged, 1, dimensions)
                : new Range(0, Math.max(ranged.length, samples.length));
        return new ScatterPlot(across, up);
    }

    /** Points as squares of {@code 2 * reach + 1} pixels. */
    private ScatterPlot draw(float[] points, int dimensions, int reach, int colour) {
        for (int i = 0; i < points.length / dimensions; i++) {
            float second = dimensions > 1 ? points[i * dimensions + 1] : i;
            int x = across.pixel(points[i * dimensions]);
            int y = EDGE - 1 - up.pixel(second);
            for (int dy = -reach; dy <= reach; dy++) {
                for (int dx = -reach; dx <= reach; dx++) {
                    set(x + dx, y + dy, colour);
                }
            }
        }
        return this;
    }

    private void line(int at, boolean upright, int colour) {
        for (int i = 0; i < EDGE; i++) {
            set(upright ? at : i, upright ? i : at, colour);
        }
    }

    private void set(int x, int y, int colour) {
        if (x >= 0 && x < EDGE && y >= 0 && y < EDGE) {
            for (int c = 0; c < 3; c++) {
                pixels[(c * EDGE + y) * EDGE + x] = (byte) (colour >> (8 * (2 - c)));
            }
        }
    }

    private Picture picture() {
        return new Picture(3, EDGE, EDGE, pixels);
    }

    /** What an axis shows. */
    private record Range(double from, double to) {
        static Range of(float[] points, int column, int dimensions) {
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int i = column; i < points.length; i += dimensions) {
                if (Float.isFinite(points[i])) {
                    least = Math.min(least, points[i]);
                    greatest = Math.max(greatest, points[i]);
                }
            }
            if (!(least < greatest)) {
                double middle = least == greatest ? least : 0;
                return new Range(middle - 1, middle + 1);
            }
            double margin = MARGIN * (greatest - least);
            return new Range(least - margin, greatest + margin);
        }

        /** 0 to {@value ScatterPlot#EDGE} - 1, at the border for what is outside; not-a-number is 0. */
        int pixel(double value) {
            double place = (value - from) / (to - from) * (EDGE - 1);
            return (int) Math.round(Math.max(0, Math.min(EDGE - 1, place)));
        }

        /** Multiples of 1, 2 or 5 times a power of ten, about {@value ScatterPlot#LINES} of them. */
        DoubleStream lines() {
            double rough = (to - from) / LINES;
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            double step = power * (rough / power < 2 ? 1 : rough / power < 5 ? 2 : 5);
            int first = (int) Math.ceil(from / step);
            int last = (int) Math.floor(to / step);
            return IntStream.rangeClosed(first, last).mapToDouble(i -> i * step);
        }
    }
}
