package dev.gantry.cli;

import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.console.CliException;
import dev.gantry.cli.stack.Installation;
import dev.gantry.cli.stack.SecretFile;
import dev.gantry.cli.stack.StackSecrets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which platform a command speaks to. */
final class GatewayOptions {
    private static final String DEFAULT_URL = "http://127.0.0.1:18080";

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${GANTRY_URL:-" + DEFAULT_URL + "}",
            description = "Gateway of the platform (default: GANTRY_URL or " + DEFAULT_URL + ").")
    private URI url = URI.create(DEFAULT_URL);

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            defaultValue = "${GANTRY_API_KEY}",
            description = "Key to show (default: GANTRY_API_KEY or what stands in .gantry/api-key). Other users can see"
                    + " what stands on a command line; prefer the others.")
    private Optional<String> apiKey = Optional.empty();

    GatewayClient client() {
        return new GatewayClient(url, apiKey.orElseGet(GatewayOptions::localKey));
    }

    private static String localKey() {
        Path file = Installation.current().stackDirectory().resolve(StackSecrets.API_KEY_FILE);
        try {
            return SecretFile.read(file);
        } catch (NoSuchFileException e) {
            throw CliException.usage(
                    "there is no API key: set GANTRY_API_KEY, or start a platform here with ./gantry up,"
                            + " which keeps one in " + file);
        } catch (IOException e) {
            throw CliException.failed("cannot read " + file + ": " + e.getMessage());
        }
    }
}
