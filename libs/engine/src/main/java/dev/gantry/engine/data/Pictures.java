package dev.gantry.engine.data;

import dev.gantry.engine.train.ImageSource;
import dev.gantry.imaging.Picture;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Takes pictures out of a source, one by one. */
public final class Pictures {
    private Pictures() {}

    /** All of them. */
    public static List<Picture> of(ImageSource source) {
        return of(source, 0, source.size());
    }

    /** Those from {@code begin} (included) to {@code end} (excluded). */
    public static List<Picture> of(ImageSource source, int begin, int end) {
        List<Picture> pictures = new ArrayList<>(end - begin);
        for (int i = begin; i < end; i++) {
            byte[] pixels = new byte[source.imageBytes()];
            source.read(new int[] {i}, ByteBuffer.wrap(pixels));
            pictures.add(new Picture(source.channels(), source.height(), source.width(), pixels));
        }
        return pictures;
    }
}
