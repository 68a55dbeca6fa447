package dev.gantry.serving.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The few batch sizes that a network is run with, so that each is warmed before it serves and equal requests are always cut
 * alike.
 */
public final class BatchBuckets {
    private final NavigableSet<Integer> sizes;

    private BatchBuckets(NavigableSet<Integer> sizes) {
        this.sizes = sizes;
    }

    /**
     * @param sizes at least 1 each, in any order
     * @throws IllegalArgumentException if there is none or one is below 1
     */
    public static BatchBuckets of(Collection<Integer> sizes) {
        TreeSet<Integer> sorted = new TreeSet<>(sizes);
        if (sorted.isEmpty() || sorted.first() < 1) {
            throw new IllegalArgumentException(
                    "batch buckets are " + sizes + ": must be at least one, each at least 1");
        }
        return new BatchBuckets(sorted);
    }

    /** Ascending, without duplicates. */
    public List<Integer> sizes() {
        return List.copyOf(sizes);
    }

    /** Most rows of one run. */
    public int largest() {
        return sizes.last();
    }

    /** One run: rows {@code first} to {@code first + rows - 1} of a request, padded to {@code bucket} rows. */
    record Chunk(int first, int rows, int bucket) {}

    /** Cuts a request into runs; less than half of a run is padding where buckets allow. */
    List<Chunk> plan(int rows) {
        List<Chunk> chunks = new ArrayList<>();
        for (int first = 0; first < rows; ) {
            int bucket = bucketFor(rows - first);
            int taken = Math.min(bucket, rows - first);
            chunks.add(new Chunk(first, taken, bucket));
            first += taken;
        }
        return chunks;
    }

    private int bucketFor(int rows) {
        Integer larger = sizes.ceiling(rows);
        Integer smaller = sizes.floor(rows);
        if (larger != null && (smaller == null || larger < 2 * rows)) {
            return larger;
        }
        return smaller == null ? sizes.first() : smaller;
    }
}
