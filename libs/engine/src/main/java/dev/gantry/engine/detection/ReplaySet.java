package dev.gantry.engine.detection;

import dev.gantry.engine.data.LabelledPictures;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.imaging.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Real and synthetic pictures for one purpose.
 *
 * @param purpose names the random streams of what is done to them
 * @param reals used for this purpose only
 * @param synthetics as many as wanted
 */
record ReplaySet(String purpose, List<Picture> reals, List<Picture> synthetics) {

    int size() {
        return reals.size() + synthetics.size();
    }

    /** Reals, then synthetics, after a degradation; both classes draw from one stream. */
    List<Picture> degraded(Degradation degradation, long seed) {
        RandomStream random = RandomStream.of(seed, "detector." + purpose + "." + degradation);
        List<Picture> all = new ArrayList<>(size());
        reals.forEach(picture -> all.add(degradation.apply(picture, random)));
        synthetics.forEach(picture -> all.add(degradation.apply(picture, random)));
        return all;
    }

    /** Each picture once, after a degradation that is drawn for it. */
    LabelledPictures mixed(long seed) {
        RandomStream random = RandomStream.of(seed, "detector." + purpose);
        return new LabelledPictures(mixed(reals, random), mixed(synthetics, random));
    }

    private static List<Picture> mixed(List<Picture> pictures, RandomStream random) {
        Degradation[] all = Degradation.values();
        return pictures.stream()
                .map(picture -> all[random.nextInt(all.length)].apply(picture, random))
                .toList();
    }

    /** Reals, then synthetics, after a JPEG round trip. */
    List<Picture> compressed(int quality) {
        List<Picture> all = new ArrayList<>(size());
        reals.forEach(picture -> all.add(Degradation.jpeg(picture, quality)));
        synthetics.forEach(picture -> all.add(Degradation.jpeg(picture, quality)));
        return all;
    }

    /** Reals, then synthetics. */
    List<Picture> plain() {
        List<Picture> all = new ArrayList<>(reals);
        all.addAll(synthetics);
        return all;
    }

    /** The classes of the pictures under all degradations, one after the other. */
    boolean[] classes() {
        boolean[] synthetic = new boolean[Degradation.values().length * size()];
        for (int begin = 0; begin < synthetic.length; begin += size()) {
            Arrays.fill(synthetic, begin + reals.size(), begin + size(), true);
        }
        return synthetic;
    }
}
