package dev.gantry.cli;

import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.console.CliException;
import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.cli.console.Text;
import dev.gantry.contracts.detection.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the detectors about pictures. */
@Command(
        name = "detect",
        description = "Ask the detectors whether pictures are synthetic. NO_EVIDENCE never means that one is real.")
final class DetectCommand implements Callable<Integer> {
    @Mixin
    private final Console console = new Console();

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "PNG or JPEG files.")
    private List<Path> files = List.of();

    @Option(names = "--model", paramLabel = "NAME", description = "Whose detector to ask (default: every live one).")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--false-positive-rate",
            paramLabel = "RATE",
            description = "Share of real pictures that may be called synthetic: 0.05, 0.01 or 0.002 (default: the"
                    + " platform's, 0.01).")
    private Optional<String> falsePositiveRate = Optional.empty();

    @Option(
            names = "--heatmap",
            paramLabel = "FILE",
            description = "Also write a PNG of what the score rests on; takes a single picture.")
    private Optional<Path> heatmap = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        GatewayClient client = gateway.client();
        String query = query();
        if (heatmap.isPresent() && files.size() > 1) {
            throw CliException.usage("--heatmap takes a single picture, not " + files.size());
        }
        List<Judged> judged = new ArrayList<>();
        for (Path file : files) {
            judged.add(new Judged(file.toString(), client.judge(read(file), query)));
        }
        if (heatmap.isPresent()) {
            paint(client, heatmap.get());
        }
        Stream<List<String>> heading = Stream.of(List.of("FILE", "VERDICT", "PROBABILITY", "GIVEN OUT", "JUDGED BY"));
        console.result(
                judged,
                Text.table(Stream.concat(heading, judged.stream().map(DetectCommand::row))
                        .toList()));
        return ExitCode.OK;
    }

    private void paint(GatewayClient client, Path target) throws InterruptedException {
        Map<String, String> parameters =
                model.map(name -> Map.of("model", name)).orElse(Map.of());
        byte[] picture = read(files.get(0));
        byte[] painted = client.post(
                        "/v1/detections/heatmap" + Text.query(parameters), "application/octet-stream", picture)
                .body();
        try {
            Files.write(target, painted);
        } catch (IOException e) {
            throw CliException.failed("cannot write " + target + ": " + e);
        }
    }

    private String query() {
        Map<String, String> parameters = new TreeMap<>();
        model.ifPresent(name -> parameters.put("model", name));
        falsePositiveRate.ifPresent(rate -> parameters.put("falsePositiveRate", rate));
        return Text.query(parameters);
    }

    private static List<String> row(Judged judged) {
        Verdict verdict = judged.verdict();
        Optional<Verdict.Judgement> strongest = verdict.judgements().stream().findFirst();
        return List.of(
                judged.file(),
                verdict.verdict().name(),
                strongest
                        .map(judgement -> String.format(Locale.ROOT, "%.3f", judgement.probability()))
                        .orElse("-"),
                verdict.emission().map(DetectCommand::givenOut).orElse("-"),
                strongest
                        .map(judgement -> judgement.model() + " version " + judgement.version())
                        .orElse(verdict.reason()));
    }

    private static String givenOut(Verdict.Emission emission) {
        return "%s, %s version %d".formatted(emission.match(), emission.model(), emission.version());
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw CliException.usage("cannot read " + file + ": " + e);
        }
    }

    private record Judged(String file, Verdict verdict) {}
}
