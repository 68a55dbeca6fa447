package dev.gantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.cli.console.Text;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.models.Routing.Canary;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The part of {@code gantry models} that decides which versions answer. */
abstract class RoutingCommands {
    static final String MODELS = "/v1/models";

    @Command(
            name = "promote",
            description =
                    "Let a version answer those who name none, until further notice: the canary if none is named, or the newest.")
    int promote(
            @Mixin Console console,
            @Mixin GatewayOptions gateway,
            @Parameters(paramLabel = "MODEL", description = "Name of the model.") String model,
            @Option(names = "--version", paramLabel = "N", description = "Which version.") Optional<Integer> version)
            throws InterruptedException {
        Map<String, Integer> body =
                version.map(number -> Map.of("version", number)).orElse(Map.of());
        return tell(console, model, gateway.client().put(alias(model, "champion"), Json.tree(body)));
    }

    @Command(name = "rollback", description = "Let the version answer again that did so before.")
    int rollback(
            @Mixin Console console,
            @Mixin GatewayOptions gateway,
            @Parameters(paramLabel = "MODEL", description = "Name of the model.") String model)
            throws InterruptedException {
        return tell(console, model, gateway.client().post(path(model) + "/rollback", Json.tree(Map.of())));
    }

    @Command(name = "follow", description = "Let the newest version answer, whichever that is.")
    int follow(
            @Mixin Console console,
            @Mixin GatewayOptions gateway,
            @Parameters(paramLabel = "MODEL", description = "Name of the model.") String model)
            throws InterruptedException {
        return tell(console, model, gateway.client().delete(alias(model, "champion")));
    }

    @Command(name = "canary", description = "Try a version on a share of the seeds; without a version, end the trial.")
    int canary(
            @Mixin Console console,
            @Mixin GatewayOptions gateway,
            @Parameters(paramLabel = "MODEL", description = "Name of the model.") String model,
            @Option(names = "--version", paramLabel = "N", description = "Which version.") Optional<Integer> version,
            @Option(
                            names = "--percent",
                            paramLabel = "P",
                            defaultValue = "10",
                            description = "Share of the seeds, 1 to 99; default ${DEFAULT-VALUE}.")
                    int percent)
            throws InterruptedException {
        String path = alias(model, "canary");
        JsonNode routing = version.isPresent()
                ? gateway.client().put(path, Json.tree(new Canary(version.get(), percent)))
                : gateway.client().delete(path);
        return tell(console, model, routing);
    }

    static String path(String model) {
        return MODELS + "/" + Text.urlEncoded(model);
    }

    private static String alias(String model, String alias) {
        return path(model) + "/aliases/" + alias;
    }

    private static int tell(Console console, String model, JsonNode routing) {
        StringBuilder text = new StringBuilder(model).append(": ");
        text.append(
                routing.has("champion")
                        ? "version " + Text.plain(routing.path("champion")) + " answers"
                        : "the newest version answers");
        JsonNode canary = routing.path("canary");
        if (canary.has("version")) {
            text.append(", version ")
                    .append(Text.plain(canary.path("version")))
                    .append(" to ")
                    .append(Text.plain(canary.path("percent")))
                    .append(" % of the seeds");
        }
        if (routing.has("previous")) {
            text.append("; a roll back goes to version ").append(Text.plain(routing.path("previous")));
        }
        console.result(routing, text.append('\n').toString());
        return ExitCode.OK;
    }
}
