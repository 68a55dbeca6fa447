package dev.gantry.engine.data;

import dev.gantry.engine.train.ImageSource;
import dev.gantry.imaging.Picture;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** Takes pictures out of a source, one by one. */
public final class Pictures {
    private Pictures() {}

    /** All of them. */
    public static List<Picture> of(ImageSource source) {
        return of(source, 0, source.size());
    }

    /** Those from {@code begin} (included) to {@code end} (excluded). */
    public static List<Picture> of(ImageSource source, int begin, int end) {
        return pictures(source, IntStream.range(begin, end));
    }

    /** Not more than {@code most}, at even distances: sources may be sorted by class. */
    public static List<Picture> spread(ImageSource source, int most) {
        int count = Math.min(most, source.size());
        return pictures(source, IntStream.range(0, count).map(i -> (int) ((long) i * source.size() / count)));
    }

    private static List<Picture> pictures(ImageSource source, IntStream indices) {
        return indices.mapToObj(index -> {
                    byte[] pixels = new byte[source.imageBytes()];
                    source.read(new int[] {index}, ByteBuffer.wrap(pixels));
                    return new Picture(source.channels(), source.height(), source.width(), pixels);
                })
                .toList();
    }
}
