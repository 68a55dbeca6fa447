package dev.gantry.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A chart, as Helm renders it for the release {@code gantry} in the namespace {@code media}. */
record Chart(Path folder) {
    /** As it lies in the source tree. */
    static final Path SOURCE = Path.of("gantry");

    /** A copy of ours with files in place of links, of which Helm tells at every turn. */
    static final Chart OURS = new Chart(copy(SOURCE, Path.of("target", "chart"), FileVisitOption.FOLLOW_LINKS));

    /** That of {@link KubernetesApi}'s models. */
    static final String KUBERNETES = "1.33.0";

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<Path, List<Manifest>> RENDERED = new ConcurrentHashMap<>();

    /** Sets of values that the chart is rendered with. */
    static List<Path> valueFiles() {
        try (Stream<Path> files = Files.list(SOURCE.resolve("ci"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the copy, which has the source's links only if they are followed */
    static Path copy(Path source, Path target, FileVisitOption... options) {
        try (Stream<Path> paths = Files.walk(source, options)) {
            for (Path path : paths.filter(Predicate.not(Files::isDirectory)).toList()) {
                if (options.length > 0 || !Files.isSymbolicLink(path)) {
                    Path file = target.resolve(source.relativize(path));
                    Files.createDirectories(file.getParent());
                    Files.copy(path, file, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path values(String name) {
        return SOURCE.resolve("ci").resolve(name + ".yaml");
    }

    static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Helm helm() {
        return new Helm(folder);
    }

    /** Our chart, rendered once for each set of values. */
    static List<Manifest> rendered(Path values) {
        return RENDERED.computeIfAbsent(values, OURS::render);
    }

    List<Manifest> render(Path values) {
        return render(values, Map.of());
    }

    /** @param overrides values that stand above those of the file, by path */
    List<Manifest> render(Path values, Map<String, String> overrides) {
        TemplateCommand template = helm().template()
                .withName("gantry")
                .withNamespace("media")
                .withKubeVersion(KUBERNETES)
                .withValuesFile(values);
        overrides.forEach(template::set);
        return manifests(template.call());
    }

    private static List<Manifest> manifests(String text) {
        List<Manifest> manifests = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(text)) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                if (document.isObject()) {
                    manifests.add(new Manifest(document));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
        return manifests;
    }
}
