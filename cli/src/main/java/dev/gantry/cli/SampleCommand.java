package dev.gantry.cli;

import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.client.SampleAnswer;
import dev.gantry.cli.client.Samples;
import dev.gantry.cli.console.CliException;
import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.contracts.sampling.SampleFormat;
import dev.gantry.imaging.PictureEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws samples of a served model into a file. */
@Command(
        name = "sample",
        description = "Draw samples of a served model into a file.",
        footer = {
            "",
            "Of pictures there are png (one of them), grid (all in one PNG) and json (each as a PNG in base64); of points png (a",
            "scatter plot), json and csv. Without --format the file's name decides: .json, .csv, or .png with all samples in it.",
            "",
            "For instance:",
            "  gantry sample clothes --count 64 --seed 7 --out grid.png",
            "  gantry sample ring --count 1000 --out points.csv"
        })
final class SampleCommand implements Callable<Integer> {
    @Mixin
    private final Console console = new Console();

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Parameters(paramLabel = "MODEL", description = "Name of the model.")
    private String model = "";

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "How many, at most 1024 (default: 16; 1 for a picture as png).")
    private Optional<Integer> count = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed draws the same samples on the same version (default: the server draws one).")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--version", paramLabel = "N", description = "Which version (default: the live one).")
    private Optional<Integer> version = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Have them as ${COMPLETION-CANDIDATES} (default: as the file is named).")
    private Optional<SampleFormat> format = Optional.empty();

    @Option(
            names = "--columns",
            paramLabel = "N",
            description = "Columns of pictures in a PNG without --format (default: as square as it gets). Such a PNG is"
                    + " put together here and carries no mark of origin.")
    private Optional<Integer> columns = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write (default: samples.png, .json or .csv).")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        Optional<SampleFormat> asIs = format.or(this::named);
        if (columns.isPresent() && (asIs.isPresent() || columns.get() < 1)) {
            throw CliException.usage("--columns must be at least 1, and goes with a PNG without --format");
        }
        SampleAnswer answer = ask(asIs.or(() -> columns.map(any -> SampleFormat.JSON)));
        byte[] content = asIs.isPresent() || answer.isPng()
                ? answer.content()
                : PictureEncoder.png(Samples.sheet(answer, integer(columns)));
        Path file = out.orElseGet(() -> Path.of("samples." + extension(asIs)));
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw CliException.failed("cannot write " + file + ": " + e);
        }
        console.result(
                new Drawn(answer.model(), answer.version(), answer.seed(), file.toString()),
                "Samples of " + answer.model() + " version " + answer.version() + ", seed " + answer.seed() + ": "
                        + file + "\n");
        return ExitCode.OK;
    }

    private SampleAnswer ask(Optional<SampleFormat> wanted) throws InterruptedException {
        GatewayClient client = gateway.client();
        return SampleAnswer.ask(
                client,
                model,
                wanted,
                integer(count),
                seed.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                integer(version));
    }

    /** What the file's name asks for; empty for a PNG with all samples. */
    private Optional<SampleFormat> named() {
        String name = out.map(Path::toString).orElse("samples.png").toLowerCase(Locale.ROOT);
        if (name.endsWith(".png")) {
            return Optional.empty();
        }
        if (name.endsWith(".json")) {
            return Optional.of(SampleFormat.JSON);
        }
        if (name.endsWith(".csv")) {
            return Optional.of(SampleFormat.CSV);
        }
        throw CliException.usage("--out " + name + ": must end in .png, .json or .csv, or come with --format");
    }

    private static String extension(Optional<SampleFormat> format) {
        return format.filter(each -> each != SampleFormat.GRID)
                .map(SampleAnswer::name)
                .orElse("png");
    }

    private static OptionalInt integer(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private record Drawn(String model, int version, long seed, String file) {}
}
