package dev.gantry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.cli.console.CliException;
import dev.gantry.cli.stack.Readiness;
import dev.gantry.contracts.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A Prometheus of its own that scrapes services of a platform (Debian: {@code prometheus}). */
final class Prometheus implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI base;

    private Prometheus(Process process, URI base) {
        this.process = process;
        this.base = base;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param targets what to scrape every second, by the name of the job
     * @param rules   folder of rule files
     * @param work    for its data and its log
     */
    static Prometheus start(Map<String, URI> targets, Path rules, Path work) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(work.resolve("prometheus"));
        Path configuration = Files.writeString(folder.resolve("prometheus.yml"), configuration(targets, rules));
        int port = freePort();
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Prometheus prometheus = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
        prometheus.awaitReady(folder.resolve("log"));
        return prometheus;
    }

    /**
     * What a query gives now.
     *
     * @return {@code status} and {@code data}, or {@code error}, as the HTTP API answers
     */
    JsonNode query(String expression) throws IOException, InterruptedException {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    }

    /** Groups of rules with the health of each. */
    JsonNode rules() throws IOException, InterruptedException {
        return get("/api/v1/rules").path("data").path("groups");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                http.send(HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
        return Json.readTree(answer.body());
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        Readiness answers = Readiness.answering(http, base.resolve("/-/ready"));
        while (!answers.ready()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw CliException.failed("prometheus does not start: " + Files.readString(log));
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private static String configuration(Map<String, URI> targets, Path rules) {
        return """
                global: {scrape_interval: 1s, evaluation_interval: 5s}
                rule_files: ["%s/*.yml"]
                scrape_configs:
                """.formatted(rules)
                + targets.entrySet().stream()
                        .map(target -> "  - {job_name: %s, static_configs: [{targets: ['%s']}]}%n"
                                .formatted(target.getKey(), target.getValue().getAuthority()))
                        .collect(Collectors.joining());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
