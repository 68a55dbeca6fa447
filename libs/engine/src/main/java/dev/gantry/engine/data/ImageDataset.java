package dev.gantry.engine.data;

import dev.gantry.imaging.Conversion;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** A dataset in memory: unsigned bytes {@code [N, C, H, W]} in one direct buffer. Safe to read from several threads. */
public final class ImageDataset implements LabelledImages {
    private static final int[] NO_LABELS = {};

    private final Conversion shape;
    private final ByteBuffer pixels;
    private final int[] labels;
    private final int classes;
    private final String sha256;
    private final OriginalSizes originals;
    private final List<SkippedFile> skipped;

    private ImageDataset(
            Conversion shape, ByteBuffer pixels, int[] labels, OriginalSizes originals, List<SkippedFile> skipped) {
        this.shape = shape;
        this.pixels = pixels;
        this.labels = labels;
        this.classes = Arrays.stream(labels).max().orElse(-1) + 1;
        this.originals = originals;
        this.skipped = List.copyOf(skipped);
        this.sha256 = digest();
    }

    static ImageDataset unlabelled(
            Conversion shape, ByteBuffer pixels, OriginalSizes originals, List<SkippedFile> skipped) {
        return new ImageDataset(shape, pixels, NO_LABELS, originals, skipped);
    }

    static ImageDataset labelled(
            Conversion shape, ByteBuffer pixels, int[] labels, OriginalSizes originals, List<SkippedFile> skipped) {
        return new ImageDataset(shape, pixels, labels, originals, skipped);
    }

    @Override
    public int size() {
        return pixels.capacity() / imageBytes();
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
        int bytes = imageBytes();
        int size = size();
        for (int index : indices) {
            Objects.checkIndex(index, size);
            destination.put(pixels.slice(index * bytes, bytes));
        }
    }

    /** SHA-256 over shape, decoded pixels and labels, lower-case hex. The same pictures packed another way have the same. */
    public String sha256() {
        return sha256;
    }

    /** How large the pictures were before they were converted. */
    public OriginalSizes originals() {
        return originals;
    }

    /** Files that were left out as unreadable. */
    public List<SkippedFile> skipped() {
        return skipped;
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

    private String digest() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        digest.update(ints(size(), channels(), height(), width(), labels.length));
        digest.update(pixels.duplicate());
        digest.update(ints(labels));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static ByteBuffer ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * values.length).order(ByteOrder.BIG_ENDIAN);
        bytes.asIntBuffer().put(IntBuffer.wrap(values));
        return bytes;
    }
}
