package dev.gantry.engine.train;

import dev.gantry.engine.runtime.RandomStream;

/** Which sample comes when: every epoch visits all samples once, in an order of its own that the seed decides. */
final class DataOrder {
    private final long seed;
    private final int size;
    private long epoch = -1;
    private int[] order = {};

    DataOrder(long seed, int size) {
        this.seed = seed;
        this.size = size;
    }

    /** Fills in the indices of the samples that follow the first {@code seen} ones. */
    void fill(long seen, int[] indices) {
        for (int i = 0; i < indices.length; i++) {
            long position = seen + i;
            moveTo(position / size);
            indices[i] = order[(int) (position % size)];
        }
    }

    private void moveTo(long wanted) {
        if (wanted != epoch) {
            order = RandomStream.of(seed, "data.epoch." + wanted).permutation(size);
            epoch = wanted;
        }
    }
}
