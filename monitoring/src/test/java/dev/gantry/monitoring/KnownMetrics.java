package dev.gantry.monitoring;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that a query may use: those of {@code docs/observability.md}, Prometheus' own, and cert-manager's. */
final class KnownMetrics {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_<>]+)` \\| ([a-z]+) \\|");
    private static final Pattern NAME = Pattern.compile("\\b(?:gantry|process|jvm|up|certmanager)(?:_[a-z_]+)?\\b");
    private static final Pattern LABELS_AND_STRINGS = Pattern.compile("\"[^\"]*\"");
    private static final List<String> SERVICES = List.of("inference", "detector");
    private static final Set<String> OF_OTHERS = Set.of("up", "certmanager_certificate_expiration_timestamp_seconds");

    private final Set<String> names;

    private KnownMetrics(Set<String> names) {
        this.names = names;
    }

    static KnownMetrics read() {
        String page = Repository.text(Repository.ROOT.resolve("docs/observability.md"));
        Set<String> names = ROW.matcher(page)
                .results()
                .flatMap(row -> series(row.group(1), row.group(2)))
                .flatMap(KnownMetrics::ofEachService)
                .collect(Collectors.toCollection(TreeSet::new));
        names.addAll(OF_OTHERS);
        return new KnownMetrics(names);
    }

    /** What a query names that there is not; all of it if it names no metric of ours. */
    Set<String> unknownIn(String query) {
        List<String> named = Stream.concat(
                        NAME.matcher(LABELS_AND_STRINGS.matcher(query).replaceAll(""))
                                .results()
                                .map(found -> found.group()),
                        byPattern(query))
                .toList();
        if (named.isEmpty()) {
            return Set.of(query);
        }
        return named.stream().filter(name -> !names.contains(name)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@code {__name__=~"gantry_(inference|detector)_x"}} names one metric of each. */
    private static Stream<String> byPattern(String query) {
        return Pattern.compile("__name__=~\"gantry_\\(inference\\|detector\\)_([a-z_]+)\"")
                .matcher(query)
                .results()
                .flatMap(found -> ofEachService("gantry_<service>_" + found.group(1)));
    }

    private static Stream<String> series(String name, String type) {
        return switch (type) {
            case "histogram" -> Stream.of(name + "_bucket", name + "_sum", name + "_count");
            case "summary" -> Stream.of(name + "_sum", name + "_count");
            default -> Stream.of(name);
        };
    }

    private static Stream<String> ofEachService(String name) {
        return name.contains("<service>")
                ? SERVICES.stream().map(service -> name.replace("<service>", service))
                : Stream.of(name);
    }
}
