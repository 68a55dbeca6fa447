package dev.gantry.serving.session;

import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The few batch sizes that a network is run with, so that each is warmed before it serves. */
public final class BatchBuckets {
    /** Larger ones would waste too much on a request of few rows. */
    private static final int LARGEST_FIXED = 16;

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

    /** Rows of every run of a deterministic request. */
    int fixed() {
        Integer size = sizes.floor(LARGEST_FIXED);
        return size == null ? sizes.first() : size;
    }

    /** The size that most of {@code rows}, at least 1, are best run with; less than half of it is padding where sizes allow. */
    int best(int rows) {
        Integer larger = sizes.ceiling(rows);
        Integer smaller = sizes.floor(rows);
        if (larger != null && (smaller == null || larger < 2 * rows)) {
            return larger;
        }
        return smaller == null ? sizes.first() : smaller;
    }
}
