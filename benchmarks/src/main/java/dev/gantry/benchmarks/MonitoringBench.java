package dev.gantry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.cli.client.Samples;
import dev.gantry.cli.demo.Jury;
import dev.gantry.cli.stack.LocalStack;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Has a Prometheus scrape a platform at work, and asks it all that the alerts and the dashboards ask. */
final class MonitoringBench implements Benchmark {
    private static final String NAME = "monitoring";
    private static final long SEED = 23;
    private static final String MODEL = "watched";
    private static final int SAMPLES = 16;
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration SERVE_LIMIT = Duration.ofMinutes(1);
    private static final Duration SCRAPES = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();

    /** What one query came to. */
    private enum Answer {
        DATA,
        EMPTY,
        FAILED
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "a Prometheus answers every query of the dashboards and alerts from a platform at work";
    }

    @Override
    public Report run(BenchContext context) throws IOException, InterruptedException {
        Path monitoring = context.installation().home().resolve("monitoring");
        try (BenchStack bench = BenchStack.start(context);
                Prometheus prometheus = Prometheus.start(
                        services(bench.stack()), monitoring.resolve("prometheus/rules"), context.work());
                JobWatch jobs = new JobWatch(bench.stack())) {
            work(context, bench, jobs);
            Thread.sleep(SCRAPES.toMillis());
            Map<String, List<String>> complaints = complaints(bench.stack());
            List<String> sick = sickRules(prometheus);
            Map<String, Answer> answers = new LinkedHashMap<>();
            for (String query : queries(monitoring.resolve("grafana/dashboards"))) {
                answers.put(query, answer(prometheus.query(query)));
            }
            return report(complaints, sick, answers);
        }
    }

    private static void work(BenchContext context, BenchStack bench, JobWatch jobs)
            throws IOException, InterruptedException {
        bench.stack().uploadShippedData(context.installation());
        context.console().tell("Training");
        jobs.send("""
                {"jobId":"%1$s","model":"%1$s","data":{"uri":"s3://gantry/data/fashion-mnist"},"budget":{"images":8000},
                 "network":{"generatorWidth":8,"discriminatorWidth":8},"tickImages":1000,"checkpointImages":4000,"seed":%2$d}
                """.formatted(MODEL, SEED));
        TrainingEvent.Completed end = jobs.await(MODEL, TrainingEvent.Completed.class, LIMIT);
        bench.awaitVersion(MODEL, end.version());
        context.console().tell("Sampling and judging");
        List<Picture> pictures = Samples.draw(
                        bench.client(), MODEL, SAMPLES, OptionalLong.of(SEED), OptionalInt.empty())
                .pictures();
        Jury jury = new Jury(bench.client(), MODEL, PictureEncoder::png);
        jury.awaitVersion(end.version(), pictures.get(0), SERVE_LIMIT);
        for (int second = 0; second < SCRAPES.toSeconds(); second++) {
            jury.judge(true, pictures);
            Samples.draw(bench.client(), MODEL, SAMPLES, OptionalLong.of(second), OptionalInt.empty());
            Thread.sleep(1000);
        }
    }

    private static Map<String, URI> services(LocalStack stack) {
        Map<String, URI> services = new LinkedHashMap<>();
        BenchStack.SERVICES.forEach(service -> services.put(service, stack.service(service)));
        return services;
    }

    /** What {@code promtool check metrics} finds wrong with each service's own. */
    private Map<String, List<String>> complaints(LocalStack stack) throws IOException, InterruptedException {
        Map<String, List<String>> complaints = new LinkedHashMap<>();
        for (String service : BenchStack.SERVICES) {
            HttpResponse<byte[]> metrics = http.send(
                    HttpRequest.newBuilder(stack.service(service).resolve("/metrics"))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                    .redirectErrorStream(true)
                    .start();
            try (var input = promtool.getOutputStream()) {
                input.write(metrics.body());
            }
            String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            promtool.waitFor();
            complaints.put(service, output.lines().toList());
        }
        return complaints;
    }

    private static List<String> sickRules(Prometheus prometheus) throws IOException, InterruptedException {
        List<String> sick = new ArrayList<>();
        for (JsonNode group : prometheus.rules()) {
            for (JsonNode rule : group.path("rules")) {
                if (!"ok".equals(rule.path("health").asText())) {
                    sick.add(rule.path("name").asText() + ": "
                            + rule.path("health").asText() + " "
                            + rule.path("lastError").asText());
                }
            }
        }
        return sick;
    }

    /** The dashboards' queries, with every model chosen and a rate interval that holds many scrapes. */
    private static List<String> queries(Path dashboards) throws IOException {
        try (Stream<Path> files = Files.list(dashboards)) {
            List<String> queries = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                Json.readTree(Files.readAllBytes(file)).findValuesAsText("expr").stream()
                        .map(query -> query.replace("$__rate_interval", "1m").replace("$model", ".*"))
                        .forEach(queries::add);
            }
            return queries;
        }
    }

    private static Answer answer(JsonNode answer) {
        if (!"success".equals(answer.path("status").asText())) {
            return Answer.FAILED;
        }
        return answer.path("data").path("result").isEmpty() ? Answer.EMPTY : Answer.DATA;
    }

    private static Report report(Map<String, List<String>> complaints, List<String> sick, Map<String, Answer> answers) {
        return Report.of(
                        NAME,
                        "A Prometheus scrapes the four services of a fresh local stack every second while a DCGAN is trained"
                                + " on Fashion-MNIST (8,000 images, with metrics and a detector), samples are drawn and judged."
                                + " Then promtool checks what each service exposes, and every query of the dashboards is"
                                + " asked. An answer is data or an empty vector; what never happened, as a dead letter, has none.")
                .seed(SEED)
                .figure("promtoolSays", complaints)
                .figure("rulesNotHealthy", sick)
                .figure("queries", answers.size())
                .figure("queriesWithData", count(answers, Answer.DATA))
                .figure("queriesWithoutData", with(answers, Answer.EMPTY))
                .figure("queriesThatFail", with(answers, Answer.FAILED))
                .bar(Bar.exactly(
                        "complaints of promtool about metrics",
                        complaints.values().stream().mapToInt(List::size).sum(),
                        0))
                .bar(Bar.exactly("rules that cannot be evaluated", sick.size(), 0))
                .bar(Bar.exactly("queries of dashboards that fail", count(answers, Answer.FAILED), 0))
                .bar(Bar.atLeast(
                        "share of the queries with data", (double) count(answers, Answer.DATA) / answers.size(), 0.7))
                .build();
    }

    private static int count(Map<String, Answer> answers, Answer wanted) {
        return with(answers, wanted).size();
    }

    private static List<String> with(Map<String, Answer> answers, Answer wanted) {
        return answers.entrySet().stream()
                .filter(entry -> entry.getValue() == wanted)
                .map(Map.Entry::getKey)
                .toList();
    }
}
