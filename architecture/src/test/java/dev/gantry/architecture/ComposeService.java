package dev.gantry.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A service of docker-compose.yml. */
record ComposeService(String name, Map<String, Object> content) {
    /** Where it is. */
    static final Path FILE = Path.of("..", "docker-compose.yml");

    /** All of them. */
    static Stream<ComposeService> all() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(500);
        try {
            Map<String, Object> file = new Yaml(new SafeConstructor(options)).load(Files.readString(FILE));
            return map(Objects.requireNonNull(file.get("services"), "services")).entrySet().stream()
                    .map(service -> new ComposeService(service.getKey(), map(service.getValue())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the platform's own images. */
    static Stream<ComposeService> ours() {
        return all().filter(service -> service.module().isPresent());
    }

    /** What its image holds, if that is a service of the platform. */
    Optional<Module> module() {
        return switch (name.replace("-gpu", "")) {
            case "trainer" -> Optional.of(Module.TRAINER);
            case "inference" -> Optional.of(Module.INFERENCE);
            case "detector" -> Optional.of(Module.DETECTOR);
            case "gateway" -> Optional.of(Module.GATEWAY);
            default -> Optional.empty();
        };
    }

    String image() {
        return String.valueOf(content.get("image"));
    }

    Map<String, Object> environment() {
        return map(content.getOrDefault("environment", Map.of()));
    }

    /** Elements of a list of texts; none if there is no such list. */
    List<String> list(String key) {
        Object value = content.getOrDefault(key, List.of());
        return ((List<?>) value).stream().map(String::valueOf).toList();
    }

    @Override
    public String toString() {
        return name;
    }

    @SuppressWarnings("unchecked") // YAML's keys are texts
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
