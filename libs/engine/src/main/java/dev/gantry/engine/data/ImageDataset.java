package dev.gantry.engine.data;

import dev.gantry.imaging.Conversion;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Pictures brought to one shape. */
public final class ImageDataset implements Dataset, LabelledImages {
    private static final int[] NO_LABELS = {};

    private final Conversion shape;
    private final SampleStore pixels;
    private final int[] labels;
    private final int classes;
    private final String sha256;
    private final OriginalSizes originals;
    private final List<SkippedFile> skipped;

    private ImageDataset(
            Conversion shape, SampleStore pixels, int[] labels, OriginalSizes originals, List<SkippedFile> skipped) {
        this.shape = shape;
        this.pixels = pixels;
        this.labels = labels;
        this.classes = Arrays.stream(labels).max().orElse(-1) + 1;
        this.originals = originals;
        this.skipped = List.copyOf(skipped);
        this.sha256 = new ContentDigest()
                .add(pixels.size(), shape.channels(), shape.height(), shape.width(), labels.length)
                .add(pixels)
                .add(labels)
                .hex();
    }

    static ImageDataset unlabelled(
            Conversion shape, SampleStore pixels, OriginalSizes originals, List<SkippedFile> skipped) {
        return new ImageDataset(shape, pixels, NO_LABELS, originals, skipped);
    }

    static ImageDataset labelled(
            Conversion shape, SampleStore pixels, int[] labels, OriginalSizes originals, List<SkippedFile> skipped) {
        return new ImageDataset(shape, pixels, labels, originals, skipped);
    }

    @Override
    public int size() {
        return pixels.size();
    }

    @Override
    public int channels() {
        return shape.channels();
    }

    @Override
    public int height() {
        return shape.height();
    }

    @Override
    public int width() {
        return shape.width();
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public int label(int index) {
        if (classes == 0) {
            throw new IllegalStateException("the dataset has no labels");
        }
        return labels[index];
    }

    @Override
    public void read(int[] indices, ByteBuffer destination) {
        for (int index : indices) {
            pixels.read(index, destination);
        }
    }

    @Override
    public String sha256() {
        return sha256;
    }

    /** How large the pictures were before they were converted. */
    public OriginalSizes originals() {
        return originals;
    }

    @Override
    public List<SkippedFile> skipped() {
        return skipped;
    }

    @Override
    public void close() {
        pixels.close();
    }

    /**
     * Parts the images at random, the same way for the same seed.
     *
     * @param heldOutFraction between 0 and 1, both excluded; both parts get at least one image
     * @throws IllegalArgumentException if there are fewer than two images or the fraction is out of range
     */
    public DatasetSplit split(double heldOutFraction, long seed) {
        return DatasetSplit.of(this, heldOutFraction, seed);
    }
}
