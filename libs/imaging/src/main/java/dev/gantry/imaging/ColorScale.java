package dev.gantry.imaging;

/**
 * Colours for values from 0 to 1: viridis, whose lightness rises evenly and which people with a colour deficiency can read too (van
 * der Walt and Smith, <a href="https://bids.github.io/colormap/">2015</a>, CC0).
 */
final class ColorScale {
    /** At even distances, the first for 0 and the last for 1. */
    private static final int[] ANCHORS = {
        0x440154, 0x48186a, 0x472d7b, 0x424086, 0x3b528b, 0x33638d, 0x2c728e, 0x26828e, 0x21918c, 0x1fa088, 0x28ae80,
        0x3fbc73, 0x5ec962, 0x84d44b, 0xaddc30, 0xd8e219, 0xfde725
    };

    private ColorScale() {}

    /**
     * The colour of a value in sRGB, {@code 0xRRGGBB}.
     *
     * @param value values outside 0 to 1 get the colours of the ends
     */
    static int of(double value) {
        double place = Math.max(0, Math.min(1, value)) * (ANCHORS.length - 1);
        int lower = Math.min((int) place, ANCHORS.length - 2);
        return mix(ANCHORS[lower], ANCHORS[lower + 1], place - lower);
    }

    private static int mix(int from, int to, double share) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int begin = (from >> shift) & 0xff;
            int end = (to >> shift) & 0xff;
            mixed |= (int) Math.round(begin + share * (end - begin)) << shift;
        }
        return mixed;
    }
}
