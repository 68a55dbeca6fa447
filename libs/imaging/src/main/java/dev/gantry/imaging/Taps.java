package dev.gantry.imaging;

/**
 * Which source positions make up each target position along one axis, and with what weight. The weights of a target sum
 * to 1, so a flat picture stays flat.
 */
final class Taps {
    private final int[] first;
    private final float[][] weights;

    private Taps(int length) {
        first = new int[length];
        weights = new float[length][];
    }

    static Taps between(int source, int target) {
        return target < source ? area(source, target) : bilinear(source, target);
    }

    private static Taps area(int source, int target) {
        Taps taps = new Taps(target);
        double scale = (double) source / target;
        for (int i = 0; i < target; i++) {
            double begin = i * scale;
            double end = Math.min((i + 1) * scale, source);
            int from = (int) begin;
            int to = Math.min((int) Math.ceil(end), source);
            float[] w = new float[to - from];
            for (int k = from; k < to; k++) {
                w[k - from] = (float) ((Math.min(end, k + 1) - Math.max(begin, k)) / (end - begin));
            }
            taps.first[i] = from;
            taps.weights[i] = w;
        }
        return taps;
    }

    /** Pixel centres at half integers; the border is repeated. */
    private static Taps bilinear(int source, int target) {
        Taps taps = new Taps(target);
        double scale = (double) source / target;
        for (int i = 0; i < target; i++) {
            double at = Math.max(0, Math.min(source - 1, (i + 0.5) * scale - 0.5));
            int from = Math.min((int) at, Math.max(0, source - 2));
            float fraction = (float) (at - from);
            taps.first[i] = from;
            taps.weights[i] = source == 1 ? new float[] {1} : new float[] {1 - fraction, fraction};
        }
        return taps;
    }

    float sum(byte[] values, int start, int target) {
        float sum = 0;
        float[] w = weights[target];
        for (int k = 0; k < w.length; k++) {
            sum += w[k] * (values[start + first[target] + k] & 0xff);
        }
        return sum;
    }

    float sum(float[] values, int start, int stride, int target) {
        float sum = 0;
        float[] w = weights[target];
        for (int k = 0; k < w.length; k++) {
            sum += w[k] * values[start + (first[target] + k) * stride];
        }
        return sum;
    }
}
