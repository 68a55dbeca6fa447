package dev.gantry.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.client.SampleAnswer;
import dev.gantry.cli.client.SampleFile;
import dev.gantry.cli.client.SampleOrigin;
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
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
            "Of pictures there are png (one of them), grid (all in one PNG), json (each as a PNG in base64), zip (each as a PNG) and",
            "npy (one array of NumPy's); of points png (a scatter plot), json, csv and npy. Without --format the file's name decides:",
            ".json, .csv, .zip, .npy, or .png with all samples in it.",
            "",
            "For instance:",
            "  gantry sample clothes --count 64 --seed 7 --out grid.png",
            "  gantry sample clothes --interpolate 7,8,9 --steps 12 --out strip.png",
            "  gantry sample clothes --count 65536 --seed 7 --first 65536 --out second-piece.npy",
            "  gantry sample ring --count 1000 --out points.csv"
        })
final class SampleCommand implements Callable<Integer> {
    @Mixin
    private final Console console = new Console();

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private final SampleOptions options = new SampleOptions();

    @Parameters(paramLabel = "MODEL", description = "Name of the model.")
    private String model = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Have them as ${COMPLETION-CANDIDATES} (default: as the file is named).")
    private Optional<SampleFormat> format = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write (default: samples.png, .json, .csv, .zip or .npy).")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        Optional<SampleFormat> wanted = format.or(this::named);
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        wanted.ifPresent(value -> request.put("format", value.toString()));
        options.addTo(request);
        Path file = out.orElseGet(() -> Path.of("samples." + extension(wanted)));
        try {
            told(draw(request, wanted, file), file);
        } catch (IOException e) {
            throw CliException.failed("cannot write " + file + ": " + e);
        }
        return ExitCode.OK;
    }

    private SampleOrigin draw(ObjectNode request, Optional<SampleFormat> wanted, Path file)
            throws InterruptedException, IOException {
        GatewayClient client = gateway.client();
        if (wanted.filter(SampleFormat::isStreamed).isPresent()) {
            return SampleFile.save(client, model, request, file);
        }
        SampleAnswer answer = SampleAnswer.ask(client, model, request);
        boolean asIs = wanted.isPresent() || answer.isPng();
        Files.write(file, asIs ? answer.content() : PictureEncoder.png(Samples.plot(answer)));
        return answer.origin();
    }

    private void told(SampleOrigin origin, Path file) {
        String seed = origin.seed().isPresent() ? ", seed " + origin.seed().getAsLong() : "";
        console.result(
                new Drawn(model, origin.version(), origin.seed(), file.toString()),
                "Samples of " + model + " version " + origin.version() + seed + ": " + file + "\n");
    }

    /** What the file's name asks for; empty for a PNG with all samples. */
    private Optional<SampleFormat> named() {
        String name = out.map(Path::toString).orElse("samples.png").toLowerCase(Locale.ROOT);
        if (name.endsWith(".png")) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(SampleFormat.JSON, SampleFormat.CSV, SampleFormat.ZIP, SampleFormat.NPY)
                .filter(each -> name.endsWith("." + each))
                .findFirst()
                .orElseThrow(() -> CliException.usage(
                        "--out " + name + ": must end in .png, .json, .csv, .zip or .npy, or come with --format")));
    }

    private static String extension(Optional<SampleFormat> format) {
        return format.filter(each -> each != SampleFormat.GRID)
                .map(SampleFormat::toString)
                .orElse("png");
    }

    private record Drawn(String model, int version, OptionalLong seed, String file) {}
}
