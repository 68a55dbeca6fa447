package dev.gantry.cli;

import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.cli.console.StartLines;
import dev.gantry.cli.stack.Installation;
import dev.gantry.cli.stack.LocalStack;
import dev.gantry.cli.stack.Ports;
import dev.gantry.cli.stack.StackDirectory;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the platform on this machine until Ctrl-C. */
@Command(name = "up", description = "Run the platform on this machine until Ctrl-C; data is kept between starts.")
final class UpCommand implements Callable<Integer> {
    @Mixin
    private final Console console = new Console();

    @Option(names = "--port-offset", paramLabel = "N", description = "Add N to every port (default: 0).")
    private int portOffset;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Folder for data, logs and keys (default: .gantry).")
    private Optional<Path> dataDirectory = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        Installation installation = Installation.current();
        Path folder = dataDirectory.orElse(installation.stackDirectory());
        try (StackDirectory directory = StackDirectory.open(folder)) {
            console.tell("Starting Gantry in " + directory.root());
            try (LocalStack stack =
                    LocalStack.start(installation, directory, Ports.standard(portOffset), new StartLines(console))) {
                stack.uploadShippedData(installation);
                String page = stack.gateway() + "/#key=" + directory.secrets().apiKey();
                console.result(
                        new Addresses(stack.gateway(), page, stack.kafka().bootstrapServers()),
                        "Console  " + page + "\ngRPC     " + stack.gateway().getAuthority() + "\nKafka    "
                                + stack.kafka().bootstrapServers() + "\nCtrl-C ends it.\n");
                stack.await();
                return ExitCode.OK;
            }
        }
    }

    /**
     * Where the platform is.
     *
     * @param url     of the gateway
     * @param console page for people, with the key
     * @param kafka   bootstrap servers
     */
    private record Addresses(URI url, String console, String kafka) {}
}
