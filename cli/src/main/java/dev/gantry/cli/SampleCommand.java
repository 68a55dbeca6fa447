package dev.gantry.cli;

import dev.gantry.cli.client.Samples;
import dev.gantry.cli.console.CliException;
import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.imaging.PictureGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws samples of a served model into one picture. */
@Command(name = "sample", description = "Draw samples of a served model into one PNG.")
final class SampleCommand implements Callable<Integer> {
    @Mixin
    private final Console console = new Console();

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Parameters(paramLabel = "MODEL", description = "Name of the model.")
    private String model = "";

    @Option(names = "--count", paramLabel = "N", defaultValue = "16", description = "How many (default: 16).")
    private int count;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed draws the same samples on the same version (default: the server draws one).")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--version", paramLabel = "N", description = "Which version (default: the live one).")
    private Optional<Integer> version = Optional.empty();

    @Option(names = "--columns", paramLabel = "N", description = "Columns of the grid (default: as square as it gets).")
    private Optional<Integer> columns = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "samples.png",
            description = "Where to write the PNG (default: samples.png).")
    private Path out = Path.of("samples.png");

    @Override
    public Integer call() throws InterruptedException {
        Samples samples = Samples.draw(
                gateway.client(),
                model,
                count,
                seed.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                version.map(OptionalInt::of).orElseGet(OptionalInt::empty));
        int across = columns.orElseGet(
                () -> (int) Math.ceil(Math.sqrt(samples.pictures().size())));
        try {
            Files.write(out, PictureEncoder.png(PictureGrid.tile(samples.pictures(), across)));
        } catch (IOException e) {
            throw CliException.failed("cannot write " + out + ": " + e);
        }
        int drawn = samples.pictures().size();
        console.result(
                new Drawn(samples.model(), samples.version(), samples.seed(), drawn, out.toString()),
                drawn + " samples of " + samples.model() + " version " + samples.version() + ", seed " + samples.seed()
                        + ": " + out + "\n");
        return ExitCode.OK;
    }

    private record Drawn(String model, int version, long seed, int count, String file) {}
}
