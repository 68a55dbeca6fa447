package dev.gantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.cli.console.Text;
import dev.gantry.cli.console.TrainingProgress;
import dev.gantry.contracts.training.TrainingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at training jobs. */
@Command(
        name = "jobs",
        description = "Look at training jobs, cancel them, and run them again.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ReproduceCommand.class)
final class JobsCommand {
    private static final String JOBS = "/v1/jobs";

    @Command(name = "list", description = "List jobs, newest first.")
    int list(
            @Mixin Console console,
            @Mixin GatewayOptions gateway,
            @Option(names = "--state", paramLabel = "STATE", description = "Only jobs in this state.")
                    Optional<String> state)
            throws InterruptedException {
        JsonNode answer = gateway.client()
                .get(JOBS + state.map(name -> "?state=" + Text.urlEncoded(name)).orElse(""));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("JOB", "MODEL", "STATE", "IMAGES", "UPDATED"));
        answer.path("jobs")
                .forEach(job -> rows.add(List.of(
                        Text.plain(job.path("jobId")),
                        Text.plain(job.path("model")),
                        Text.plain(job.path("state")),
                        Text.plain(job.path("progress").path("step")),
                        Text.plain(job.path("updatedAt")))));
        console.result(answer, Text.table(rows));
        return ExitCode.OK;
    }

    @Command(name = "get", description = "Look at a job.")
    int get(
            @Mixin Console console,
            @Mixin GatewayOptions gateway,
            @Parameters(paramLabel = "JOB", description = "Id of the job.") String jobId)
            throws InterruptedException {
        JsonNode job = gateway.client().get(path(jobId));
        console.result(job, describe(job));
        return ExitCode.OK;
    }

    @Command(name = "cancel", description = "Cancel a job; what it has published stays.")
    int cancel(
            @Mixin Console console,
            @Mixin GatewayOptions gateway,
            @Parameters(paramLabel = "JOB", description = "Id of the job.") String jobId)
            throws InterruptedException {
        JsonNode job = gateway.client().delete(path(jobId));
        console.result(job, "Job " + jobId + " is being cancelled\n");
        return ExitCode.OK;
    }

    @Command(
            name = "events",
            description = "Follow a job's events from the first to the last; with --json one document a line.")
    int events(
            @Mixin Console console,
            @Mixin GatewayOptions gateway,
            @Parameters(paramLabel = "JOB", description = "Id of the job.") String jobId)
            throws InterruptedException {
        try (TrainingProgress progress = new TrainingProgress(console::tell, Console.terminal())) {
            Consumer<TrainingEvent> show = console.json() ? console::json : progress::show;
            boolean completed = gateway.client().events(Text.urlEncoded(jobId)).follow(show);
            return completed ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private static String path(String jobId) {
        return JOBS + "/" + Text.urlEncoded(jobId);
    }

    private static String describe(JsonNode job) {
        StringBuilder text = new StringBuilder();
        line(text, "job", Text.plain(job.path("jobId")));
        line(text, "model", Text.plain(job.path("model")));
        line(text, "state", Text.plain(job.path("state")));
        line(text, "attempt", Text.plain(job.path("attempt")));
        line(text, "trainer", Text.plain(job.path("trainer")));
        JsonNode progress = job.path("progress");
        if (progress.has("step")) {
            line(
                    text,
                    "progress",
                    Text.count(progress.path("step").asLong()) + " of "
                            + Text.count(progress.path("budgetImages").asLong()) + " images, "
                            + Text.count(
                                    Math.round(progress.path("imagesPerSecond").asDouble())) + " images/s, "
                            + Text.duration(progress.path("secondsLeft").asDouble()) + " left");
        }
        JsonNode activity = job.path("activity");
        if (activity.has("activity")) {
            line(
                    text,
                    "activity",
                    Text.plain(activity.path("activity")) + ", " + Text.plain(activity.path("done")) + " of "
                            + Text.plain(activity.path("total")));
        }
        List<String> versions = new ArrayList<>();
        job.path("versions").forEach(version -> versions.add(Text.plain(version.path("version"))));
        line(text, "versions", String.join(" ", versions));
        line(text, "best", Text.plain(job.path("best")));
        job.path("warnings")
                .forEach(warning -> line(
                        text,
                        "warning",
                        Text.plain(warning.path("kind")) + " after "
                                + Text.count(warning.path("step").asLong()) + " images: "
                                + Text.plain(warning.path("message"))));
        if (job.has("trouble")) {
            JsonNode trouble = job.path("trouble");
            line(text, "trouble", Text.plain(trouble.path("code")) + ", " + Text.plain(trouble.path("message")));
        }
        line(text, "submitted", Text.plain(job.path("submittedAt")));
        line(text, "updated", Text.plain(job.path("updatedAt")));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(name)
                    .append(" ".repeat(11 - name.length()))
                    .append(value)
                    .append('\n');
        }
    }
}
