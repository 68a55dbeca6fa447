package dev.gantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.cli.console.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at what was published. */
@Command(
        name = "models",
        description = "Look at published models and decide which versions answer.",
        synopsisSubcommandLabel = "COMMAND")
final class ModelsCommand extends RoutingCommands {

    @Command(name = "list", description = "List models by name.")
    int list(@Mixin Console console, @Mixin GatewayOptions gateway) throws InterruptedException {
        JsonNode answer = gateway.client().get(MODELS);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("MODEL", "ANSWERS", "LATEST", "BEST", "CHAMPION", "CANARY"));
        answer.path("models")
                .forEach(model -> rows.add(List.of(
                        Text.plain(model.path("model")),
                        ServingText.answers(model),
                        Text.plain(model.path("latest")),
                        Text.plain(model.path("best")),
                        Text.plain(model.path("champion")),
                        canary(model))));
        console.result(answer, Text.table(rows) + ServingText.unknown(answer));
        return ExitCode.OK;
    }

    @Command(name = "get", description = "Look at a model, or at the manifest of one of its versions.")
    int get(
            @Mixin Console console,
            @Mixin GatewayOptions gateway,
            @Parameters(paramLabel = "MODEL", description = "Name of the model.") String model,
            @Option(names = "--version", paramLabel = "N", description = "Which version.") Optional<Integer> version)
            throws InterruptedException {
        String path = path(model);
        JsonNode answer = gateway.client()
                .get(version.map(number -> path + "/versions/" + number).orElse(path));
        console.result(answer, version.isPresent() ? describeVersion(answer) : describeModel(answer));
        return ExitCode.OK;
    }

    private static String canary(JsonNode model) {
        JsonNode canary = model.path("canary");
        return canary.has("version")
                ? Text.plain(canary.path("version")) + " (" + Text.plain(canary.path("percent")) + " %)"
                : "";
    }

    private static String describeModel(JsonNode model) {
        List<String> versions = new ArrayList<>();
        model.path("versions").forEach(version -> versions.add(Text.plain(version)));
        List<List<String>> rows = new ArrayList<>(List.of(
                List.of("model", Text.plain(model.path("model"))),
                List.of("answers", ServingText.answers(model)),
                List.of("latest", Text.plain(model.path("latest"))),
                List.of("best", Text.plain(model.path("best"))),
                List.of("champion", Text.plain(model.path("champion"))),
                List.of("canary", canary(model)),
                List.of("previous", Text.plain(model.path("previous"))),
                List.of("versions", String.join(" ", versions))));
        rows.addAll(ServingText.failed(model));
        return Text.table(rows) + ServingText.unknown(model);
    }

    private static String describeVersion(JsonNode manifest) {
        List<List<String>> rows = new ArrayList<>();
        for (String field : List.of("model", "version", "jobId", "step", "createdAt", "family")) {
            rows.add(List.of(field, Text.plain(manifest.path(field))));
        }
        manifest.path("networks")
                .properties()
                .forEach(network -> rows.add(List.of(
                        network.getKey(),
                        Text.plain(network.getValue().path("file").path("name")) + ", "
                                + Text.count(network.getValue()
                                        .path("file")
                                        .path("size")
                                        .asLong()) + " bytes")));
        manifest.path("metrics")
                .properties()
                .forEach(metric -> rows.add(List.of(metric.getKey(), Text.plain(metric.getValue()))));
        return Text.table(rows);
    }
}
