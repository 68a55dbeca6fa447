package dev.gantry.cli;

import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.client.JudgedFrames;
import dev.gantry.cli.console.CliException;
import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.cli.console.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the detectors about pictures and animations. */
@Command(
        name = "detect",
        description = "Ask the detectors whether pictures are synthetic. NO_EVIDENCE never means that one is real.",
        footer = {
            "",
            "What a file is, its first bytes tell. The frames of a GIF, or the PNG and",
            "JPEG files of a ZIP, are judged one by one, and the runs of synthetic ones",
            "are listed. REQUEST names a verdict for `gantry feedback give`.",
        })
final class DetectCommand implements Callable<Integer> {
    @Mixin
    private final Console console = new Console();

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "PNG, JPEG, GIF or ZIP files.")
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

    @Option(names = "--frames", description = "List the frames of animations too.")
    private boolean frames;

    @Override
    public Integer call() throws InterruptedException {
        GatewayClient client = gateway.client();
        String query = query();
        if (heatmap.isPresent() && files.size() > 1) {
            throw CliException.usage("--heatmap takes a single picture, not " + files.size());
        }
        List<JudgedFile> judged = new ArrayList<>();
        for (Path file : files) {
            judged.add(judge(client, file, query));
        }
        console.result(judged, text(judged));
        return ExitCode.OK;
    }

    private JudgedFile judge(GatewayClient client, Path file, String query) throws InterruptedException {
        byte[] content = read(file);
        if (JudgedFrames.sniff(content)) {
            if (heatmap.isPresent()) {
                throw CliException.usage("--heatmap takes a single picture, not the animation " + file);
            }
            return new JudgedFile.Animation(file.toString(), client.judgeFrames(content, query));
        }
        JudgedFile picture = new JudgedFile.Picture(file.toString(), client.judge(content, query));
        if (heatmap.isPresent()) {
            paint(client, content, heatmap.get());
        }
        return picture;
    }

    /** The pictures in one table, then an animation after the other. */
    private String text(List<JudgedFile> judged) {
        List<JudgedFile.Picture> pictures = new ArrayList<>();
        StringBuilder animations = new StringBuilder();
        for (JudgedFile file : judged) {
            if (file instanceof JudgedFile.Picture picture) {
                pictures.add(picture);
            } else if (file instanceof JudgedFile.Animation animation) {
                animations.append(VerdictText.animation(animation, frames));
            }
        }
        return VerdictText.pictures(pictures) + animations;
    }

    private void paint(GatewayClient client, byte[] picture, Path target) throws InterruptedException {
        Map<String, String> parameters =
                model.map(name -> Map.of("model", name)).orElse(Map.of());
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

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw CliException.usage("cannot read " + file + ": " + e);
        }
    }
}
