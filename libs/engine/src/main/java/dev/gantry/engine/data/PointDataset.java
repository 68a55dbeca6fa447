package dev.gantry.engine.data;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/** Points in memory. */
public final class PointDataset implements Dataset, PointSource {
    private final SampleStore points;
    private final PointScale scale;
    private final int[] labels;
    private final int classes;
    private final String sha256;

    /**
     * @param points each its numbers in the data's units, as big-endian 32-bit floats
     * @param labels one a point, or none
     */
    PointDataset(SampleStore points, PointScale scale, int[] labels) {
        this.points = points;
        this.scale = scale;
        this.labels = labels;
        this.classes = Arrays.stream(labels).max().orElse(-1) + 1;
        this.sha256 = new ContentDigest()
                .add(points.size(), scale.offset().length)
                .add(points)
                .add(labels)
                .hex();
    }

    @Override
    public int size() {
        return points.size();
    }

    @Override
    public PointScale scale() {
        return scale;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public int label(int index) {
        if (classes == 0) {
            throw new IllegalStateException("the points have no labels");
        }
        return labels[index];
    }

    @Override
    public void read(int[] indices, FloatBuffer destination) {
        ByteBuffer point = ByteBuffer.allocate(Float.BYTES * dimensions());
        for (int index : indices) {
            points.read(index, point.clear());
            point.flip();
            for (int d = 0; d < dimensions(); d++) {
                destination.put(scale.toModel(point.getFloat(), d));
            }
        }
    }

    @Override
    public String sha256() {
        return sha256;
    }

    /** None: a file that is not what it should be ends the reading. */
    @Override
    public List<SkippedFile> skipped() {
        return List.of();
    }

    @Override
    public void close() {
        points.close();
    }

    /**
     * Parts the points at random, the same way for the same seed.
     *
     * @param heldOutFraction between 0 and 1, both excluded; both parts get at least one point
     * @throws IllegalArgumentException if there are fewer than two points or the fraction is out of range
     */
    public PointSplit split(double heldOutFraction, long seed) {
        SplitIndices parts = SplitIndices.of(size(), heldOutFraction, seed);
        return new PointSplit(new PointView(this, parts.train()), new PointView(this, parts.heldOut()));
    }
}
