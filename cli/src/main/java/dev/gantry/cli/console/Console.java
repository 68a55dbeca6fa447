package dev.gantry.cli.console;

import dev.gantry.contracts.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Where a command speaks: results on standard output, for people or, with {@code --json}, one JSON document for programs;
 * everything told meanwhile on standard error.
 */
public final class Console {
    /** Set to {@code true} by the launcher script when standard error is a terminal. */
    private static final String TERMINAL_PROPERTY = "gantry.terminal";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    public boolean json() {
        return json;
    }

    /** Whether bars that move can be drawn. */
    public static boolean terminal() {
        return Boolean.getBoolean(TERMINAL_PROPERTY);
    }

    /** Prints the result: a JSON document or the text, as the user asked. */
    public void result(Object document, String text) {
        if (json) {
            json(document);
        } else {
            out().print(text);
            out().flush();
        }
    }

    /** Prints a JSON document on a line of its own. */
    public void json(Object document) {
        out().println(new String(Json.bytes(document), StandardCharsets.UTF_8));
        out().flush();
    }

    /** Tells what is going on. */
    public void tell(String line) {
        PrintWriter err = command.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}
