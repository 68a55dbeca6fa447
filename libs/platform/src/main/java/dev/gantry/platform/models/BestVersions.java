package dev.gantry.platform.models;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.platform.store.ObjectStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which version of a model is best: the one with the least Fréchet distance among those that were measured as the newest measured
 * one was, in the same features and with as many samples; the older one where two are equal.
 */
final class BestVersions {
    private static final int MAX_MARK_BYTES = 64 << 10;
    private static final String JSON = "application/json";
    private static final String SUFFIX = ".json";
    private static final String METRIC = "frechet";
    private static final String ROWS = "rows";

    private final ObjectStore store;
    /** By object key; they never change. */
    private final Map<String, Measurement> read = new ConcurrentHashMap<>();

    BestVersions(ObjectStore store) {
        this.store = store;
    }

    private record Measured(int version, Measurement measurement) {
        double distance() {
            return measurement.metrics().getOrDefault(METRIC, Double.NaN);
        }

        boolean comparableWith(Measured other) {
            return measurement.features().equals(other.measurement.features())
                    && measurement
                            .metrics()
                            .getOrDefault(ROWS, 0.0)
                            .equals(other.measurement.metrics().getOrDefault(ROWS, 0.0));
        }
    }

    /** Keeps what was measured of a version, once. */
    void add(String model, int version, Measurement measurement) {
        store.putIfAbsent(StoreKeys.measurement(model, version), Json.bytes(measurement), JSON);
    }

    Optional<Integer> best(String model) {
        List<Measured> measured = measured(model);
        return measured.stream()
                .max(Comparator.comparingInt(Measured::version))
                .flatMap(newest -> measured.stream()
                        .filter(newest::comparableWith)
                        .min(Comparator.comparingDouble(Measured::distance).thenComparingInt(Measured::version)))
                .map(Measured::version);
    }

    private List<Measured> measured(String model) {
        String prefix = StoreKeys.measurements(model);
        List<Measured> measured = new ArrayList<>();
        store.list(prefix).forEach(object -> VersionNumber.between(prefix, object.key(), SUFFIX)
                .ifPresent(version ->
                        measured.add(new Measured(version, read.computeIfAbsent(object.key(), this::read)))));
        measured.removeIf(one -> Double.isNaN(one.distance()));
        return measured;
    }

    private Measurement read(String key) {
        return Json.read(store.get(key, MAX_MARK_BYTES).orElseThrow(), Measurement.class);
    }
}
