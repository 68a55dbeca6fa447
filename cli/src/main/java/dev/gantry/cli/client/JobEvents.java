package dev.gantry.cli.client;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.training.TrainingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A job's events from its first to its last. A connection that breaks is made again, and goes on where it broke. */
public final class JobEvents {
    private static final int MAX_FAILURES = 20;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final GatewayClient client;
    private final String path;
    private final ServerSentEvents parser = new ServerSentEvents();

    JobEvents(GatewayClient client, String jobId) {
        this.client = client;
        this.path = "/v1/jobs/" + jobId + "/events";
    }

    /**
     * Hands over the events, and returns after the terminal one.
     *
     * @return whether the job has completed
     * @throws GatewayException if there is no such job, or the gateway stays away for {@value #MAX_FAILURES} tries
     */
    public boolean follow(Consumer<TrainingEvent> listener) throws InterruptedException {
        int failures = 0;
        while (true) {
            try {
                Optional<TrainingEvent> end = readOnce(listener);
                if (end.isPresent()) {
                    return end.get() instanceof TrainingEvent.Completed;
                }
                failures = 0;
            } catch (IOException e) {
                if (++failures == MAX_FAILURES) {
                    throw client.unreachable(e);
                }
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** @return the terminal event, if it came before the connection ended */
    private Optional<TrainingEvent> readOnce(Consumer<TrainingEvent> listener)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = client.request(path).header("Accept", "text/event-stream");
        parser.restart().ifPresent(id -> request.header("Last-Event-ID", id));
        HttpResponse<Stream<String>> response = client.open(request.build(), BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            if (response.statusCode() >= 300) {
                String body = lines.collect(Collectors.joining("\n"));
                throw client.refusal(response.statusCode(), body.getBytes(StandardCharsets.UTF_8));
            }
            return lines.flatMap(line -> parser.line(line).stream())
                    .map(data -> Json.read(data.getBytes(StandardCharsets.UTF_8), TrainingEvent.class))
                    .peek(listener)
                    .filter(TrainingEvent::terminal)
                    .findFirst();
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }
}
