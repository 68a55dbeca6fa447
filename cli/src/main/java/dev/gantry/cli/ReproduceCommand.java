package dev.gantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.console.CliException;
import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.cli.console.TrainingProgress;
import dev.gantry.cli.reproduce.RanJob;
import dev.gantry.cli.reproduce.Reproduction;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a completed job again and compares. */
@Command(
        name = "reproduce",
        description = {
            "Run a completed job again from the request in its last manifest, under another id and for another model, and compare"
                    + " the versions: networks byte by byte, and every figure.",
            "On a CPU of the same kind, with as many threads, they are identical. A job that a limit in minutes has ended may stop at"
                    + " another step."
        })
final class ReproduceCommand implements Callable<Integer> {
    private static final int MAX_NAME = 64;

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Parameters(paramLabel = "JOB", description = "Id of the job.")
    private String jobId = "";

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Model that gets the versions; by default the job's own with -again.")
    private Optional<String> model = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        GatewayClient client = gateway.client();
        RanJob first = RanJob.of(client, jobId);
        JsonNode queued = client.post("/v1/jobs", request(first));
        String again = queued.path("jobId").asText();
        console.tell("Job " + again + " runs " + jobId + " again");
        try (TrainingProgress progress = new TrainingProgress(console::tell, Console.terminal())) {
            if (!client.events(again).follow(progress::show)) {
                throw CliException.failed("job " + again + " did not complete, so there is nothing to compare");
            }
        }
        Reproduction reproduction = Reproduction.of(first, RanJob.of(client, again));
        console.result(reproduction, reproduction.text());
        return reproduction.identical() ? ExitCode.OK : ExitCode.FAILED;
    }

    private ObjectNode request(RanJob first) {
        if (!(first.last().provenance().request() instanceof ObjectNode original)) {
            throw CliException.failed("the manifest of " + first.model() + " holds no request");
        }
        String suffix = String.format(
                Locale.ROOT, "-again-%06x", ThreadLocalRandom.current().nextInt(1 << 24));
        return original.deepCopy()
                .put("jobId", named(jobId, suffix))
                .put("model", model.orElseGet(() -> named(first.model(), "-again")));
    }

    private static String named(String name, String suffix) {
        return name.substring(0, Math.min(name.length(), MAX_NAME - suffix.length())) + suffix;
    }
}
