package dev.gantry.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.gateway.Api;
import dev.gantry.gateway.GatewayEnvironment;
import dev.gantry.gateway.GatewayTest;
import dev.gantry.platform.kafka.EventLog;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@GatewayTest
class JobEventsTest {
    @Inject
    EventLog events;

    @Test
    void followerHearsThePastThenThePresentUntilTheEnd() throws Exception {
        String jobId = Api.uniqueName();
        tell(Told.accepted(jobId, 1, 1), Told.progress(jobId, 5_000, 10));
        Eventually.job(jobId, "RUNNING");

        try (Stream stream = open(jobId, Optional.empty())) {
            assertThat(stream.next().name()).isEqualTo("accepted");
            Message progress = stream.next();
            assertThat(progress.name()).isEqualTo("progress");
            assertThat(progress.data()).contains("\"step\":5000");

            tell(Told.published(jobId, 1, 40_000, 80), Told.completed(jobId, 1, 400));
            assertThat(stream.next().name()).isEqualTo("published");
            assertThat(stream.next().name()).isEqualTo("completed");
            assertThat(stream.ended()).isTrue();
        }
    }

    @Test
    void followerGoesOnAfterTheLastEventItHasSeen() throws Exception {
        String jobId = Api.uniqueName();
        tell(Told.accepted(jobId, 1, 1), Told.progress(jobId, 5_000, 10), Told.progress(jobId, 10_000, 20));
        tell(Told.completed(jobId, 1, 400));
        Eventually.job(jobId, "COMPLETED");
        List<String> ids = new ArrayList<>();
        try (Stream stream = open(jobId, Optional.empty())) {
            for (int i = 0; i < 4; i++) {
                ids.add(stream.next().id());
            }
        }

        try (Stream stream = open(jobId, Optional.of(ids.get(1)))) {
            assertThat(stream.next().id()).isEqualTo(ids.get(2));
            assertThat(stream.next().name()).isEqualTo("completed");
        }
        Api.authorized()
                .header("Last-Event-ID", ids.get(3))
                .get("/v1/jobs/" + jobId + "/events")
                .then()
                .statusCode(204);
    }

    @Test
    void quietStreamShowsSignsOfLifeAndIsCountedWhileItIsOpen() throws Exception {
        String jobId = Api.uniqueName();
        tell(Told.accepted(jobId, 1, 1));
        Eventually.job(jobId, "RUNNING");
        try (Stream stream = open(jobId, Optional.empty())) {
            assertThat(stream.nextComment()).isEqualTo("following " + jobId);
            assertThat(stream.nextComment()).isEqualTo("alive");
            assertThat(openStreams()).isEqualTo(1);
        }
        Eventually.holds(() -> openStreams() == 0);
    }

    @Test
    void idThatIsNoEventsIsRefused() {
        String jobId = Api.uniqueName();
        tell(Told.accepted(jobId, 1, 1));
        Eventually.job(jobId, "RUNNING");
        Api.authorized()
                .header("Last-Event-ID", "yesterday")
                .get("/v1/jobs/" + jobId + "/events")
                .then()
                .statusCode(400);
    }

    private void tell(TrainingEvent... told) {
        List.of(told).forEach(event -> events.publish(event, Optional.empty()));
    }

    private static double openStreams() {
        return Api.authorized()
                .get("/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("gantry_gateway_event_streams "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private Stream open(String jobId, Optional<String> lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/v1/jobs/" + jobId + "/events"))
                .header("X-API-Key", GatewayEnvironment.KEY);
        lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .get()
                .asString()
                .startsWith("text/event-stream");
        return new Stream(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    private record Message(String id, String name, String data) {}

    private record Stream(BufferedReader reader) implements AutoCloseable {
        Message next() throws IOException {
            String id = "";
            String name = "";
            String data = "";
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isEmpty() && !data.isEmpty()) {
                    return new Message(id, name, data);
                }
                id = field(line, "id:").orElse(id);
                name = field(line, "event:").orElse(name);
                data = field(line, "data:").orElse(data);
            }
            throw new IOException("the stream ended");
        }

        String nextComment() throws IOException {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(":")) {
                    return line.substring(1).strip();
                }
            }
            throw new IOException("the stream ended");
        }

        boolean ended() throws IOException {
            String line = reader.readLine();
            while (line != null && line.isEmpty()) {
                line = reader.readLine();
            }
            return line == null;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }

        private static Optional<String> field(String line, String prefix) {
            return line.startsWith(prefix)
                    ? Optional.of(line.substring(prefix.length()).strip())
                    : Optional.empty();
        }
    }
}
