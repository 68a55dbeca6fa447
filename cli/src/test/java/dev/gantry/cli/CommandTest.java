package dev.gantry.cli;

import dev.gantry.cli.client.TestGateway;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Commands as they are typed, and a gateway that they speak to. */
abstract class CommandTest {
    @TempDir
    Path temporary;

    final TestGateway gateway = new TestGateway();
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    CommandTest() throws Exception {}

    @AfterEach
    void close() {
        gateway.close();
    }

    /** Runs a command that is told which gateway to speak to. */
    int ask(String... arguments) {
        Stream<String> where = Stream.of("--url", gateway.url().toString(), "--api-key", "secret");
        return run(Stream.concat(Arrays.stream(arguments), where).toArray(String[]::new));
    }

    int run(String... arguments) {
        return Gantry.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
