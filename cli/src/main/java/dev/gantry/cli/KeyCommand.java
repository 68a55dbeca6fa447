package dev.gantry.cli;

import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.cli.stack.SecretFile;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.access.AccessDocument;
import dev.gantry.contracts.access.Scope;
import dev.gantry.platform.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes keys for the gateway's access file. */
@Command(
        name = "key",
        description = {
            "Make a random API key for a caller.",
            "Prints the key, which is kept nowhere, and its entry for the keys of the gateway's access file."
        })
final class KeyCommand implements Callable<Integer> {
    private static final int KEY_BYTES = 24;

    @Mixin
    private Console console = new Console();

    @Parameters(paramLabel = "ID", description = "What the caller is called in audit events.")
    private String id = "";

    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            description = "Whom the key belongs to. Without one it is an operator's and reaches every tenant's things.")
    private Optional<String> tenant = Optional.empty();

    @Option(
            names = "--scopes",
            paramLabel = "SCOPE",
            split = ",",
            description = "What the caller may do beyond looking: ${COMPLETION-CANDIDATES}. Separated by commas.")
    private Set<Scope> scopes = new TreeSet<>();

    @Option(
            names = "--expires",
            paramLabel = "INSTANT",
            description = "From when the key is refused, for instance 2027-01-01T00:00:00Z. Without one: never.")
    private Optional<Instant> expires = Optional.empty();

    /** What is printed as JSON. */
    private record Made(String key, AccessDocument.Key entry) {}

    @Override
    public Integer call() {
        String key = SecretFile.random(KEY_BYTES);
        String digest = Sha256.of(key.getBytes(StandardCharsets.UTF_8));
        AccessDocument.Key entry = new AccessDocument.Key(id, tenant, digest, scopes, expires);
        // As the gateway will read it, so that what it would refuse is refused here; tenants are its own affair.
        AccessDocument.CONTRACT.decode(Json.tree(new AccessDocument(List.of(), List.of(entry))));
        console.result(
                new Made(key, entry),
                key
                        + System.lineSeparator()
                        + new String(Json.bytes(entry), StandardCharsets.UTF_8)
                        + System.lineSeparator());
        return ExitCode.OK;
    }
}
