package dev.gantry.detector.emissions;

import java.util.Arrays;

/**
 * The last entries of a log that share a key, newest first. Entries are numbered from 0 on; the steps from each to the one before
 * with its key stand in a ring, so that forgetting the oldest costs nothing: a walk ends at the first number that is too old. Takes
 * 4 bytes an entry and 8 a key.
 */
final class Chains {
    /** Stands for no entry, and is older than all. */
    static final long NONE = -1;

    private final long[] newest;
    private int[] steps = new int[0];

    /** @param keys keys are 0 to this, exclusive */
    Chains(int keys) {
        newest = new long[keys];
        Arrays.fill(newest, NONE);
    }

    /** @param entries that there is room for from now on, a power of two; a further one takes the place of the oldest */
    void makeRoom(int entries) {
        steps = Arrays.copyOf(steps, entries);
    }

    /** @param number of the entry, one more than that of the last */
    void add(int key, long number) {
        steps[slot(number)] = (int) Math.min(Integer.MAX_VALUE, number - newest[key]);
        newest[key] = number;
    }

    /** The newest entry with this key, which may be too old; or {@link #NONE}. */
    long newest(int key) {
        return newest[key];
    }

    /**
     * The entry before with the same key, which may be too old; or {@link #NONE}.
     *
     * @param number of an entry that there is room for
     */
    long before(long number) {
        return number - steps[slot(number)];
    }

    private int slot(long number) {
        return (int) number & (steps.length - 1);
    }
}
