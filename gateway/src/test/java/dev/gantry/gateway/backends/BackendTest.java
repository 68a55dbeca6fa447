package dev.gantry.gateway.backends;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.gantry.gateway.Api;
import dev.gantry.gateway.jobs.Eventually;
import io.prometheus.metrics.model.snapshots.Label;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BackendTest {
    @RegisterExtension
    final StagedService service = new StagedService();

    @Test
    void largeBodiesPassUnchangedBothWays() {
        byte[] picture = new byte[StagedService.MAX_BODY];
        new Random(7).nextBytes(picture);
        service.does(exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders()
                    .add("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"));
            exchange.getResponseHeaders().add("X-Path", exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(201, 0);
            exchange.getResponseBody().write(body);
            exchange.close();
        });

        byte[] answer = given().contentType("image/png")
                .body(picture)
                .post(service.gateway() + "/v1/detections?model=clothes")
                .then()
                .statusCode(201)
                .contentType("image/png")
                .header("X-Path", "/v1/detections?model=clothes")
                .extract()
                .asByteArray();
        assertThat(answer).isEqualTo(picture);
    }

    @Test
    void lengthOfTheJsonBeforeBinaryTensorsPassesBothWays() {
        AtomicReference<String> asked = new AtomicReference<>();
        service.does(exchange -> {
            asked.set(exchange.getRequestHeaders().getFirst("Inference-Header-Content-Length"));
            exchange.getResponseHeaders().add("Content-Type", "application/octet-stream");
            exchange.getResponseHeaders().add("Inference-Header-Content-Length", "2");
            exchange.sendResponseHeaders(200, 6);
            exchange.getResponseBody().write(new byte[] {'{', '}', 0, 0, (byte) 0x80, 0x3f});
            exchange.close();
        });

        byte[] answer = given().contentType("application/octet-stream")
                .header("Inference-Header-Content-Length", "3")
                .body(new byte[] {'{', ' ', '}', 0, 0, 0, 0})
                .post(service.gateway() + "/v2/models/clothes/infer")
                .then()
                .statusCode(200)
                .contentType("application/octet-stream")
                .header("Inference-Header-Content-Length", "2")
                .extract()
                .asByteArray();
        assertThat(asked).hasValue("3");
        assertThat(answer).hasSize(6);
    }

    @Test
    void problemOfTheServiceReachesTheClientAsItIs() {
        service.does(exchange -> {
            byte[] problem = Api.utf8("{\"code\":\"too-many-requests\",\"status\":429}");
            exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
            exchange.getResponseHeaders().add("Retry-After", "1");
            exchange.sendResponseHeaders(429, problem.length);
            exchange.getResponseBody().write(problem);
            exchange.close();
        });

        given().post(service.gateway() + "/v1/models/clothes/samples")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("code", equalTo("too-many-requests"));
    }

    @Test
    void keyAndCookiesStayHere() {
        AtomicReference<com.sun.net.httpserver.Headers> seen = new AtomicReference<>();
        service.does(exchange -> {
            seen.set(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });

        given().header("Authorization", "Bearer secret")
                .header("X-API-Key", "secret")
                .header("Cookie", "a=b")
                .post(service.gateway() + "/v1/detections")
                .then()
                .statusCode(204);
        assertThat(seen.get())
                .doesNotContainKeys("Authorization", "X-api-key", "Cookie")
                .containsEntry("Traceparent", List.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
                .containsEntry("Tracestate", List.of("vendor=1"));
    }

    @Test
    void serviceThatIsAwayIsABadGateway() throws Exception {
        given().post(service.gatewayTo(closedPort()) + "/v1/detections")
                .then()
                .statusCode(502)
                .contentType("application/problem+json")
                .body("code", equalTo("backend-unavailable"))
                .body("detail", containsString("detector"));
    }

    @Test
    void serviceThatBreaksOffBeforeItAnswersIsABadGateway() {
        service.does(exchange -> {
            throw new IOException("broken on purpose");
        });
        given().post(service.gateway() + "/v1/detections").then().statusCode(502);
    }

    @Test
    void silentServiceIsAGatewayTimeout() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        service.does(exchange -> awaitQuietly(end));
        String impatient = service.impatientGateway(Duration.ofMillis(200));
        try {
            given().post(impatient + "/v1/detections").then().statusCode(504).body("code", equalTo("backend-timeout"));
        } finally {
            end.countDown();
        }
    }

    @Test
    void errorsBelowV2HaveTheProtocolsForm() throws Exception {
        given().get(service.gatewayTo(closedPort()) + "/v2/health/ready")
                .then()
                .statusCode(502)
                .contentType("application/json")
                .body("error", containsString("detector"));
    }

    @Test
    void bodyOfUnknownLengthIsStoppedAtTheLimit() throws Exception {
        service.does(exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.gateway() + "/v1/detections"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(new byte[2 * StagedService.MAX_BODY])))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("too-large");
    }

    @Test
    void answerThatBreaksOffDoesNotLookWhole() {
        service.does(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            throw new IOException("broken on purpose");
        });
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.gateway() + "/v1/detections"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void everyAnswerIsMeasuredByItsStatus() throws Exception {
        given().post(service.gatewayTo(closedPort()) + "/v1/detections").then().statusCode(502);
        Eventually.holds(() -> service.seconds().collect().getDataPoints().stream()
                .map(point -> point.getLabels().stream().map(Label::getValue).toList())
                .anyMatch(List.of("detector", "502")::equals));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitQuietly(CountDownLatch end) throws IOException {
        try {
            assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
