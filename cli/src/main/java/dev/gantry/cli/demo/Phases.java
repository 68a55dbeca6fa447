package dev.gantry.cli.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long each part of the demonstration took, in seconds. */
final class Phases {
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private long begun = System.nanoTime();

    /** Ends a phase and begins the next. */
    void end(String name) {
        long now = System.nanoTime();
        seconds.put(name, (now - begun) / 1e9);
        begun = now;
    }

    /** Phases that have ended, in their order. */
    Map<String, Double> seconds() {
        return Collections.unmodifiableMap(seconds);
    }
}
