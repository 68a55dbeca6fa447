package dev.gantry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeploymentFilesTest {
    private static final String OURS = "GANTRY_";
    private static final Path DOCKERFILE = Path.of("..", "containers", "Dockerfile");
    private static final Pattern INTERPOLATION = Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)}");
    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:v?\\d+\\.\\d+[\\w.-]*|ubuntu:[a-z]+-\\d{8}");

    @ParameterizedTest
    @MethodSource("dev.gantry.architecture.ComposeService#ours")
    void composeSetsOnlyWhatAServiceHas(ComposeService service) {
        assertThat(Settings.of(service.module().orElseThrow()).keySet())
                .containsAll(ours(service.environment().keySet()));
    }

    @Test
    void theExampleNamesOnlyWhatAServiceHas() throws IOException {
        assertThat(settings().keySet())
                .containsAll(ours(EnvironmentExample.read().keySet()));
    }

    @Test
    void everySettingIsInTheExampleUnlessComposeOrTheImageSetsIt() throws IOException {
        Set<String> found = new TreeSet<>(EnvironmentExample.read().keySet());
        ComposeService.ours()
                .forEach(service -> found.addAll(service.environment().keySet()));
        Matches.of("(GANTRY_\\w+)=", Files.readString(DOCKERFILE)).forEach(match -> found.add(match.group(1)));
        Set<String> settings = settings().keySet();

        assertThat(found)
                .as("settings in .env.example, docker-compose.yml or containers/Dockerfile")
                .containsAll(settings.stream()
                        .filter(name -> !settings.contains(name + "_FILE")) // secrets come from files
                        .collect(Collectors.toSet()));
    }

    @Test
    void theExampleShowsTheDefaults() throws IOException {
        Map<String, String> shown = new TreeMap<>(EnvironmentExample.read());
        Map<String, String> defaults = settings();
        Matches.of(INTERPOLATION, Files.readString(ComposeService.FILE))
                .forEach(match -> defaults.put(match.group(1), match.group(2)));
        shown.keySet().retainAll(defaults.keySet());

        assertThat(defaults).containsAllEntriesOf(shown);
    }

    @Test
    void everyVariableOfComposeIsInTheExample() throws IOException {
        assertThat(EnvironmentExample.read().keySet())
                .containsAll(Matches.of(INTERPOLATION, Files.readString(ComposeService.FILE))
                        .map(match -> match.group(1))
                        .collect(Collectors.toSet()));
    }

    @Test
    void imagesOfOthersArePinned() throws IOException {
        Stream<String> run = ComposeService.all()
                .filter(service -> service.module().isEmpty())
                .map(ComposeService::image);
        Stream<String> built = Matches.of(
                        "(?m)(?:^FROM |^ARG BASE_IMAGE=| BASE_IMAGE: )(\\S+:\\S+)",
                        Files.readString(DOCKERFILE) + Files.readString(ComposeService.FILE))
                .map(match -> match.group(1));

        assertThat(Stream.concat(run, built)).hasSizeGreaterThan(8).allMatch(PINNED.asMatchPredicate());
    }

    @ParameterizedTest
    @MethodSource("dev.gantry.architecture.ComposeService#ours")
    void ourImagesHaveTheVersionOfThisBuild(ComposeService service) throws IOException {
        String version = Matches.of("<version>(.*?)</version>", Files.readString(Path.of("..", "pom.xml")))
                .findFirst()
                .orElseThrow()
                .group(1);
        String variant = service.name().endsWith("-gpu") ? "-gpu" : "";

        assertThat(service.image())
                .isEqualTo("gantry/" + service.name().replace("-gpu", "") + ":${IMAGE_TAG:-" + version + "}" + variant);
    }

    @ParameterizedTest
    @MethodSource("dev.gantry.architecture.ComposeService#all")
    void containersAreConfined(ComposeService service) {
        assertThat(service.content()).containsEntry("read_only", true).containsKeys("pids_limit", "deploy", "networks");
        assertThat(service.list("cap_drop")).containsExactly("ALL");
        assertThat(service.list("security_opt")).containsExactly("no-new-privileges:true");
        assertThat(service.list("ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(service.content().containsKey("healthcheck")
                        || service.module().isPresent())
                .as("a health check, which our images bring along")
                .isTrue();
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        ComposeService.ours()
                .forEach(service -> settings.putAll(Settings.of(service.module().orElseThrow())));
        return settings;
    }

    private static Set<String> ours(Set<String> names) {
        return names.stream().filter(name -> name.startsWith(OURS)).collect(Collectors.toSet());
    }

    /** Every match in a text. */
    private static final class Matches {
        static Stream<MatchResult> of(String pattern, String text) {
            return of(Pattern.compile(pattern), text);
        }

        static Stream<MatchResult> of(Pattern pattern, String text) {
            return pattern.matcher(text).results();
        }
    }
}
