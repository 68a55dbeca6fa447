package dev.gantry.networks.family;

import dev.gantry.networks.InvalidFieldException;
import dev.gantry.networks.family.SampleShape.Images;
import java.util.List;

/**
 * Square maps of 4 to 7 pixels, doubled until they have a picture's resolution, so that 28 = 7 · 2 · 2 works. Levels count
 * from the picture, level 0, down.
 *
 * @param resolution side of the picture
 * @param doublings  the level of the smallest maps
 */
record Pyramid(int resolution, int doublings) {

    /** 4, 5, 6 or 7, doubled two to five times. */
    static final List<Integer> RESOLUTIONS = List.of(28, 32, 40, 48, 56, 64, 80, 96, 112, 128);

    /** Widths double with depth up to this multiple. */
    private static final int WIDEST = 8;

    /**
     * The pyramid below pictures.
     *
     * @throws InvalidFieldException when there is none for their resolution
     */
    static Pyramid of(Images images) {
        if (!RESOLUTIONS.contains(images.resolution())) {
            throw new InvalidFieldException("resolution", images.resolution(), "one of " + RESOLUTIONS);
        }
        return new Pyramid(
                images.resolution(), Integer.numberOfTrailingZeros(Integer.highestOneBit(images.resolution())) - 2);
    }

    /** Side of a level's maps. */
    int side(int level) {
        return resolution >> level;
    }

    /** Side of the smallest maps. */
    int start() {
        return side(doublings);
    }

    /** A level's name in parameters. */
    String name(int level) {
        return "b" + side(level);
    }

    /** Channels when those of step 0 are given. */
    static int width(int base, int step) {
        return base * Math.min(WIDEST, 1 << step);
    }
}
