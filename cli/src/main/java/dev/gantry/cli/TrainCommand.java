package dev.gantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.client.GatewayException;
import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.cli.console.TrainingProgress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks for a model and follows the job. */
@Command(
        name = "train",
        description = "Ask for a model, or for a detector of models, and follow the job until it ends.",
        footer = {
            "",
            "For instance:",
            "  gantry train --model clothes --data s3://gantry/data/fashion-mnist",
            "  gantry train --model shop-detector --detector-of 'shop-*' --data s3://gantry/data/fashion-mnist",
            "  gantry train --file request.json --set budget.images=400000 --set recipe.loss=hinge"
        })
final class TrainCommand implements Callable<Integer> {
    @Mixin
    private final Console console = new Console();

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private final RequestOptions request = new RequestOptions();

    @Option(names = "--detach", description = "Return as soon as the job is queued.")
    private boolean detach;

    @Option(
            names = "--cancel-on-exit",
            description = "Cancel the job when Ctrl-C ends this command; it goes on otherwise.")
    private boolean cancelOnExit;

    @Override
    public Integer call() throws InterruptedException {
        GatewayClient client = gateway.client();
        JsonNode job = client.post("/v1/jobs", request.document());
        String jobId = job.path("jobId").asText();
        if (detach) {
            console.result(job, jobId + "\n");
            return ExitCode.OK;
        }
        console.tell("Job " + jobId + " is queued");
        boolean completed = follow(client, jobId);
        if (console.json()) {
            console.json(client.get("/v1/jobs/" + jobId));
        }
        return completed ? ExitCode.OK : ExitCode.FAILED;
    }

    private boolean follow(GatewayClient client, String jobId) throws InterruptedException {
        Thread farewell = new Thread(() -> leave(client, jobId), "leave-job");
        Runtime.getRuntime().addShutdownHook(farewell);
        try (TrainingProgress progress = new TrainingProgress(console::tell, Console.terminal())) {
            return client.events(jobId).follow(progress::show);
        } finally {
            forget(farewell);
        }
    }

    private static void forget(Thread farewell) {
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException e) { // Ctrl-C came first, and the hook runs
            return;
        }
    }

    private void leave(GatewayClient client, String jobId) {
        if (!cancelOnExit) {
            console.tell("Job " + jobId + " goes on: follow it with gantry jobs events " + jobId);
            return;
        }
        try {
            client.delete("/v1/jobs/" + jobId);
            console.tell("Job " + jobId + " is being cancelled");
        } catch (GatewayException e) {
            console.tell("Job " + jobId + " could not be cancelled: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
