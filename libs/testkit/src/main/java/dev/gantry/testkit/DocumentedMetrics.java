package dev.gantry.testkit;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics of one service as {@code docs/observability.md} has them. */
public final class DocumentedMetrics {
    private static final Path PAGE = Path.of("docs", "observability.md");
    private static final Pattern HEADING = Pattern.compile("#+ (.*)");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z_<>]+)` \\| ([a-z]+) \\|([^|]*)\\|.*");
    private static final Pattern LABEL = Pattern.compile("`([a-z_]+)`");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Described> metrics = new TreeMap<>();

    private record Described(String type, Set<String> labels) {}

    private DocumentedMetrics() {}

    /** Reads the tables below headings that name the service, or every service. */
    public static DocumentedMetrics of(String service) {
        DocumentedMetrics documented = new DocumentedMetrics();
        boolean concerned = false;
        for (String line : lines()) {
            Matcher heading = HEADING.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                String words = heading.group(1).toLowerCase(Locale.ROOT);
                concerned = words.contains(service) || words.startsWith("every service");
            } else if (concerned && row.matches()) {
                documented.metrics.put(
                        row.group(1).replace("<service>", service), new Described(row.group(2), labels(row.group(3))));
            }
        }
        return documented;
    }

    /**
     * What the page says otherwise than a service: nothing, when all is well. What a service makes only once it has begun to work is
     * waited for.
     *
     * @param scrape asks the service
     */
    public List<String> differences(Supplier<MetricSnapshots> scrape) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> differences = differences(scrape.get());
        while (!differences.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(POLL.toMillis());
            differences = differences(scrape.get());
        }
        return differences;
    }

    private List<String> differences(MetricSnapshots exposed) {
        List<String> differences = new ArrayList<>();
        Set<String> missing = new TreeSet<>(metrics.keySet());
        for (MetricSnapshot metric : exposed) {
            String name = name(metric);
            missing.remove(name);
            Described described = metrics.get(name);
            if (described == null) {
                differences.add(name + " is not in " + PAGE);
            } else if (!described.type().equals(type(metric))) {
                differences.add(name + " is a " + type(metric) + ", in " + PAGE + " a " + described.type());
            } else {
                labels(metric)
                        .filter(labels -> !labels.equals(described.labels()))
                        .findFirst()
                        .ifPresent(labels -> differences.add(
                                name + " has the labels " + labels + ", in " + PAGE + " " + described.labels()));
            }
        }
        missing.forEach(name -> differences.add(name + " is not exposed"));
        return differences;
    }

    private static List<String> lines() {
        try {
            Path folder = Path.of("").toAbsolutePath();
            while (!Files.exists(folder.resolve(PAGE))) {
                folder = folder.getParent();
                if (folder == null) {
                    throw new IllegalStateException(
                            "no " + PAGE + " above " + Path.of("").toAbsolutePath());
                }
            }
            return Files.readAllLines(folder.resolve(PAGE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> labels(String cell) {
        return LABEL.matcher(cell)
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Set<String>> labels(MetricSnapshot metric) {
        return metric.getDataPoints().stream()
                .map(point ->
                        point.getLabels().stream().map(Label::getName).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** As it is exposed. */
    private static String name(MetricSnapshot metric) {
        String suffix = metric instanceof CounterSnapshot ? "_total" : metric instanceof InfoSnapshot ? "_info" : "";
        return metric.getMetadata().getPrometheusName() + suffix;
    }

    private static String type(MetricSnapshot metric) {
        return metric.getClass().getSimpleName().replace("Snapshot", "").toLowerCase(Locale.ROOT);
    }
}
