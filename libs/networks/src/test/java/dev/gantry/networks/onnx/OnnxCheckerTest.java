package dev.gantry.networks.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.networks.Networks;
import dev.gantry.networks.graph.Graph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;

/** A second opinion: the ONNX project's own checker with shape inference, as Debian packages it. */
class OnnxCheckerTest {

    private static final String PYTHON = "/usr/bin/python3";
    private static final String CHECK =
            "import onnx, sys\nfor f in sys.argv[1:]: onnx.checker.check_model(onnx.load(f), full_check=True)";

    @Test
    @EnabledIf("checkerIsThere")
    void everyNetworkPassesTheOnnxCheckerWhereDebianHasIt(@TempDir Path directory)
            throws IOException, InterruptedException {
        List<String> files = new ArrayList<>();
        for (Arguments network : Networks.all().toList()) {
            Graph graph = (Graph) network.get()[1];
            Path file = directory.resolve(network.get()[0] + ".onnx");
            Files.write(file, OnnxRun.emit(graph, OnnxRun.weights(graph)));
            files.add(file.toString());
        }
        assertThat(python(CHECK, files)).isEmpty();
    }

    static boolean checkerIsThere() throws InterruptedException {
        try {
            return python("import onnx", List.of()).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** What the script complained about, nothing when it ended well. */
    private static String python(String script, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Arrays.asList(PYTHON, "-c", script));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue() == 0 ? "" : "exit " + process.exitValue() + ": " + output;
    }
}
