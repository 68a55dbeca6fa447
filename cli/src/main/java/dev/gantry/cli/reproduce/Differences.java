package dev.gantry.cli.reproduce;

import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What two versions of the same step do not have in common, for people. */
final class Differences {
    private Differences() {}

    /** Networks by their bytes, and figures; not what must differ, such as names and times. */
    static List<String> between(Manifest one, Manifest other) {
        List<String> differences = new ArrayList<>();
        for (String role : names(one.networks(), other.networks())) {
            add(differences, role, digest(one, role), digest(other, role));
        }
        for (String metric : names(one.metrics(), other.metrics())) {
            add(
                    differences,
                    metric,
                    text(one.metrics().get(metric)),
                    text(other.metrics().get(metric)));
        }
        if (!one.detector().equals(other.detector())) {
            differences.add("calibration of the detector");
        }
        return differences;
    }

    static void add(List<String> differences, String what, Object one, Object other) {
        if (!one.equals(other)) {
            differences.add(what + ": " + one + ", now " + other);
        }
    }

    private static Set<String> names(Map<String, ?> one, Map<String, ?> other) {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        return names;
    }

    private static String digest(Manifest manifest, String role) {
        return Optional.ofNullable(manifest.networks().get(role))
                .map(Network::file)
                .map(file -> "SHA-256 " + file.sha256())
                .orElse("absent");
    }

    private static String text(@Nullable Double value) {
        return value == null ? "absent" : String.valueOf(value);
    }
}
