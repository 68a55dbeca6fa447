package dev.gantry.cli.demo;

import dev.gantry.cli.console.CliException;
import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.cli.console.StartLines;
import dev.gantry.cli.console.Text;
import dev.gantry.cli.console.TrainingProgress;
import dev.gantry.cli.stack.Installation;
import dev.gantry.cli.stack.LocalStack;
import dev.gantry.cli.stack.Ports;
import dev.gantry.cli.stack.StackDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the whole platform at work, and ends by itself. */
@Command(
        name = "demo",
        description =
                "Show everything at once: train on the shipped pictures, serve, sample and detect; ends by itself.")
public final class DemoCommand implements Callable<Integer> {
    private static final int MAX_JUDGED = 1000;

    @Mixin
    private final Console console = new Console();

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Images to train on (default: ${DEFAULT-VALUE}).")
    private long images;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "5",
            description = "Limit of the training (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "Of everything random (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--judged",
            paramLabel = "N",
            defaultValue = "400",
            description =
                    "Real pictures to keep back for the detector, which judges as many generated ones (default: ${DEFAULT-VALUE}).")
    private int judged;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "demo-output",
            description = "Where to write (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("demo-output");

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (judged < 1 || judged > MAX_JUDGED) {
            throw CliException.usage("--judged is " + judged + ": must be 1 to " + MAX_JUDGED);
        }
        Installation installation = Installation.current();
        HeldOut data = HeldOut.of(installation, judged);
        DemoOutput files = new DemoOutput(output);
        DemoResults results = run(installation, data, files);
        Path page = output.resolve(DemoOutput.PAGE).toAbsolutePath().normalize();
        console.result(results, summary(results) + "\nLook at it: " + page.toUri() + "\n");
        return ExitCode.OK;
    }

    private DemoResults run(Installation installation, HeldOut data, DemoOutput files)
            throws IOException, InterruptedException {
        Phases phases = new Phases();
        Path folder = installation.stackDirectory().resolve("demo");
        try (StackDirectory directory = StackDirectory.openFresh(folder)) {
            console.tell("Starting a platform in " + directory.root());
            try (LocalStack stack = LocalStack.start(installation, directory, Ports.free(), new StartLines(console));
                    TrainingProgress progress = new TrainingProgress(console::tell, Console.terminal())) {
                phases.end("start");
                return new Demo(stack, data, files, phases, progress).run(images, minutes, seed);
            }
        }
    }

    private static String summary(DemoResults results) {
        Rates rates = results.detector();
        return String.format(
                Locale.ROOT,
                """

                Model     %s version %d after %,d images, %,d images/s; %d versions served, %,d sampling requests, none failed
                Detector  calls %s of %d generated pictures synthetic, and %s of %d held-out real ones (AUC %.4f)
                Times     %s
                """,
                results.model(),
                results.version(),
                results.images(),
                Math.round(results.imagesPerSecond()),
                results.versions().size(),
                results.samplingRequests(),
                Text.percent(rates.truePositiveRate()),
                rates.generated(),
                Text.percent(rates.falsePositiveRate()),
                rates.real(),
                rates.areaUnderCurve(),
                results.secondsByPhase().entrySet().stream()
                        .map(phase -> String.format(Locale.ROOT, "%s %.1f s", phase.getKey(), phase.getValue()))
                        .collect(Collectors.joining(", ")));
    }
}
