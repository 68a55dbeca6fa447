package dev.gantry.engine.state;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that a run has become at one moment, detached from it.
 *
 * @param floats parameters, moments and averages by name, such as {@code generator/adam/firstMoment}; arrays are shared
 * @param numbers counts, positions and sums by name; arrays are shared
 */
public record RunState(SortedMap<String, float[]> floats, SortedMap<String, long[]> numbers) {
    /** Between the names of a part and of its parts. */
    static final char SEPARATOR = '/';

    private static final String IMAGES = "images";

    public RunState {
        floats = Collections.unmodifiableSortedMap(new TreeMap<>(floats));
        numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
    }

    /** The state of a run. */
    public static RunState capture(Stateful run) {
        StateCapture capture = new StateCapture();
        run.visitState(capture);
        return capture.captured();
    }

    /**
     * Makes a run what the captured one was.
     *
     * @throws StateException naming what the state lacks, what it has too much of, or what has another size
     */
    public void restore(Stateful run) {
        restore(run, true);
    }

    /** Undoes what a run has learned since, but not what it has seen and spent: positions stay where they are. */
    public void rollBack(Stateful run) {
        restore(run, false);
    }

    /**
     * Real images that the run has seen.
     *
     * @throws StateException if the state says nothing of it
     */
    public long images() {
        long[] images = numbers.get(IMAGES);
        if (images == null) {
            throw new StateException("the state lacks " + IMAGES);
        }
        return images[0];
    }

    /** The first part with a NaN or an infinity in it; empty for a healthy run. */
    public Optional<String> nonFinitePart() {
        return floats.entrySet().stream()
                .filter(part -> !isFinite(part.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private void restore(Stateful run, boolean movesPositions) {
        StateRestore restore = new StateRestore(this, movesPositions);
        run.visitState(restore);
        restore.finish();
    }

    private static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
