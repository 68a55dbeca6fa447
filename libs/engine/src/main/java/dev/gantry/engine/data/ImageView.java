package dev.gantry.engine.data;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Some of the images of another source, in a given order. */
public final class ImageView implements LabelledImages {
    private final LabelledImages base;
    private final int[] indices;

    /** @param indices into {@code base}, at least one */
    public ImageView(LabelledImages base, int[] indices) {
        if (indices.length == 0) {
            throw new IllegalArgumentException("a view needs at least one image");
        }
        this.base = base;
        this.indices = indices.clone();
    }

    /** The images from {@code begin} (included) to {@code end} (excluded). */
    public ImageView slice(int begin, int end) {
        return new ImageView(base, Arrays.copyOfRange(indices, begin, end));
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public int channels() {
        return base.channels();
    }

    @Override
    public int height() {
        return base.height();
    }

    @Override
    public int width() {
        return base.width();
    }

    @Override
    public int classes() {
        return base.classes();
    }

    @Override
    public int label(int index) {
        return base.label(indices[index]);
    }

    @Override
    public void read(int[] wanted, ByteBuffer destination) {
        base.read(Arrays.stream(wanted).map(i -> indices[i]).toArray(), destination);
    }
}
