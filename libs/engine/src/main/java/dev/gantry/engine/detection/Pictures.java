package dev.gantry.engine.detection;

import dev.gantry.engine.detection.DetectorSplit.Range;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.train.ImageSource;
import dev.gantry.imaging.Picture;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Sets of pictures on their way to the detector. */
final class Pictures {
    private Pictures() {}

    /** A range of a source. */
    static List<Picture> of(ImageSource source, Range range) {
        List<Picture> pictures = new ArrayList<>(range.size());
        for (int i = range.begin(); i < range.end(); i++) {
            byte[] pixels = new byte[source.imageBytes()];
            source.read(new int[] {i}, ByteBuffer.wrap(pixels));
            pictures.add(new Picture(source.channels(), source.height(), source.width(), pixels));
        }
        return pictures;
    }

    /** All pictures after one kind of degradation, the same for the same stream. */
    static List<Picture> degraded(List<Picture> pictures, Degradation degradation, RandomStream random) {
        List<Picture> degraded = new ArrayList<>(pictures.size());
        for (Picture picture : pictures) {
            degraded.add(degradation.apply(picture, random));
        }
        return degraded;
    }
}
