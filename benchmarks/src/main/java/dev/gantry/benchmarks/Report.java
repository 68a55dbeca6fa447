package dev.gantry.benchmarks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark found.
 *
 * @param bench    its name
 * @param protocol how it measured, so that others can repeat it
 * @param seeds    of every random stream it used
 * @param figures  everything worth knowing by name; values are numbers, text, or lists and maps of them
 * @param bars     the figures that must reach a target
 */
record Report(String bench, String protocol, List<Long> seeds, Map<String, Object> figures, List<Bar> bars) {
    Report {
        seeds = List.copyOf(seeds);
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        bars = List.copyOf(bars);
    }

    /** Whether every bar is met. */
    @JsonIgnore
    boolean met() {
        return bars.stream().allMatch(Bar::met);
    }

    /** The same, with a figure in front of the others. */
    Report withFirstFigure(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put(name, value);
        more.putAll(figures);
        return new Report(bench, protocol, seeds, more, bars);
    }

    static Builder of(String bench, String protocol) {
        return new Builder(bench, protocol);
    }

    /** Collects a report while its benchmark measures. */
    static final class Builder {
        private final String bench;
        private final String protocol;
        private final List<Long> seeds = new ArrayList<>();
        private final Map<String, Object> figures = new LinkedHashMap<>();
        private final List<Bar> bars = new ArrayList<>();

        private Builder(String bench, String protocol) {
            this.bench = bench;
            this.protocol = protocol;
        }

        Builder seed(long seed) {
            seeds.add(seed);
            return this;
        }

        Builder figure(String name, Object value) {
            figures.put(name, value);
            return this;
        }

        Builder bar(Bar bar) {
            bars.add(bar);
            return this;
        }

        Report build() {
            return new Report(bench, protocol, seeds, figures, bars);
        }
    }
}
