package dev.gantry.engine.detection;

import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.imaging.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Real and synthetic pictures for one purpose.
 *
 * @param reals used for this purpose only
 * @param synthetics as many as wanted
 */
record ReplaySet(List<Picture> reals, List<Picture> synthetics) {

    /** The first pictures of both. */
    ReplaySet atMost(int each) {
        return new ReplaySet(
                reals.subList(0, Math.min(each, reals.size())),
                synthetics.subList(0, Math.min(each, synthetics.size())));
    }

    int size() {
        return reals.size() + synthetics.size();
    }

    /** Reals, then synthetics, under each degradation in turn; both classes draw from the same kind of stream. */
    List<Picture> degraded(long seed, String purpose) {
        List<Picture> all = new ArrayList<>();
        for (Degradation degradation : Degradation.values()) {
            RandomStream random = RandomStream.of(seed, "detector." + purpose + "." + degradation);
            all.addAll(degraded(reals, degradation, random));
            all.addAll(degraded(synthetics, degradation, random));
        }
        return all;
    }

    /** The classes of {@link #degraded}. */
    boolean[] classes() {
        boolean[] synthetic = new boolean[Degradation.values().length * size()];
        for (int begin = 0; begin < synthetic.length; begin += size()) {
            Arrays.fill(synthetic, begin + reals.size(), begin + size(), true);
        }
        return synthetic;
    }

    private static List<Picture> degraded(List<Picture> pictures, Degradation degradation, RandomStream random) {
        return pictures.stream()
                .map(picture -> degradation.apply(picture, random))
                .toList();
    }
}
