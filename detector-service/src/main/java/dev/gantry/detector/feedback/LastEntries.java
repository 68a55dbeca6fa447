package dev.gantry.detector.feedback;

import java.util.LinkedHashMap;
import java.util.Map;

/** Forgets its oldest entries. For one thread at a time. */
final class LastEntries<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int capacity;

    /** @param capacity entries that are remembered */
    LastEntries(int capacity) {
        this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > capacity;
    }
}
