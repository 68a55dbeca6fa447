package dev.gantry.engine.data;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** Some of the points of another source, in a given order. */
public final class PointView implements PointSource {
    private final PointSource base;
    private final int[] indices;

    PointView(PointSource base, int[] indices) {
        this.base = base;
        this.indices = indices;
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public PointScale scale() {
        return base.scale();
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
    public void read(int[] wanted, FloatBuffer destination) {
        base.read(Arrays.stream(wanted).map(i -> indices[i]).toArray(), destination);
    }
}
