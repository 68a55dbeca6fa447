package dev.gantry.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ONNX project's own checker, when the system's Python has it (Debian: {@code python3-onnx}). */
final class OnnxChecker {
    private static final String PYTHON = "/usr/bin/python3";
    private static final String VERSION = "import onnx; print(onnx.__version__)";
    private static final String CHECK =
            "import sys, onnx\nfor f in sys.argv[1:]: onnx.checker.check_model(onnx.load(f), full_check=True)";

    private OnnxChecker() {}

    /** Its version; empty when there is none. */
    static Optional<String> version() throws InterruptedException {
        try {
            Output output = run(List.of(PYTHON, "-c", VERSION));
            return output.code() == 0 ? Optional.of(output.text()) : Optional.empty();
        } catch (IOException e) { // no such program
            return Optional.empty();
        }
    }

    /** @return what it finds wrong; empty when nothing is */
    static String complaint(Path model) throws IOException, InterruptedException {
        Output output = run(List.of(PYTHON, "-c", CHECK, model.toString()));
        return output.code() == 0 ? "" : output.text();
    }

    private static Output run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return new Output(process.waitFor(), text);
    }

    private record Output(int code, String text) {}
}
