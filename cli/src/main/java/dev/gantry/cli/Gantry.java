package dev.gantry.cli;

import dev.gantry.cli.client.GatewayException;
import dev.gantry.cli.console.CliException;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.cli.demo.DemoCommand;
import dev.gantry.cli.stack.StackException;
import dev.gantry.contracts.GantryException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The {@code gantry} command. */
@Command(
        name = "gantry",
        description = "Trains, serves and polices generative models.",
        versionProvider = Gantry.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            TrainCommand.class,
            JobsCommand.class,
            ModelsCommand.class,
            SampleCommand.class,
            DetectCommand.class,
            FeedbackCommand.class,
            KeyCommand.class,
            BenchCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:tried and failed",
            "2:the command line makes no sense",
            "3:no platform answers at the URL",
            "4:the platform refuses the request",
            "130:ended by Ctrl-C"
        },
        footer = {
            "",
            "The commands that speak to a platform find it at --url or GANTRY_URL, by default the one that `gantry up` starts,",
            "and show the key in --api-key, GANTRY_API_KEY or .gantry/api-key."
        })
public final class Gantry {
    /** Held strongly, since java.util.logging forgets the level of a collected logger. */
    private static final Logger ROOT_LOG = Logger.getLogger("");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    private Gantry() {}

    public static void main(String[] arguments) {
        ROOT_LOG.setLevel(Level.SEVERE); // clients' chatter; whatever fails is told in words
        System.setOut(utf8(FileDescriptor.out));
        System.setErr(utf8(FileDescriptor.err));
        System.exit(commandLine().execute(arguments));
    }

    /** The parser with every subcommand. */
    static CommandLine commandLine() {
        return new CommandLine(new Gantry())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(Gantry::explain);
    }

    private static int explain(Exception exception, CommandLine command, ParseResult parsed) throws Exception {
        int exitCode = ExitCode.FAILED;
        if (exception instanceof CliException failure) {
            exitCode = failure.exitCode();
        } else if (exception instanceof GatewayException failure) {
            exitCode = exitCode(failure.kind());
        } else if (!(exception instanceof StackException || exception instanceof GantryException)) {
            throw exception;
        }
        command.getErr().println("gantry: " + exception.getMessage());
        return exitCode;
    }

    private static int exitCode(GatewayException.Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> ExitCode.UNREACHABLE;
            case REFUSED -> ExitCode.REFUSED;
            case FAILED -> ExitCode.FAILED;
        };
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Reads the version from the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Gantry.class.getPackage().getImplementationVersion();
            return new String[] {"gantry " + (version == null ? "(not packaged)" : version)};
        }
    }
}
