package dev.gantry.detector;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.gantry.contracts.Headers;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.detection.Feedback;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.KafkaConnection;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class FeedbackTest extends DetectorServiceTest {
    private static final long PATIENCE_SECONDS = 60;

    @Inject
    KafkaConnection kafka;

    private final BlockingQueue<ConsumerRecord<String, byte[]>> told = new LinkedBlockingQueue<>();
    private final List<EventFollower> followers = new ArrayList<>();

    @AfterEach
    void stopFollowing() {
        followers.forEach(EventFollower::close);
    }

    @Test
    void feedbackIsKeptAndCounted() throws InterruptedException {
        follow(Topics.DETECTION_FEEDBACK);
        String falseAlarm = judged(0);

        feedback(falseAlarm, "{\"label\": \"REAL\", \"reason\": \"my own photograph\"}")
                .statusCode(200)
                .body("verdict", equalTo("LIKELY_SYNTHETIC"))
                .body("judgements[0].model", equalTo(MODEL));
        feedback(judged(128), "{\"label\": \"REAL\"}").statusCode(200);
        feedback(judged(128), "{\"label\": \"SYNTHETIC\"}").statusCode(200);

        given().get("/v1/detections/feedback")
                .then()
                .statusCode(200)
                .rootPath("rates.find { it.model == '" + MODEL + "' }")
                .body("falsePositiveRate", equalTo(0.05f))
                .body("falsePositives.errors", equalTo(1))
                .body("falsePositives.pictures", equalTo(2))
                .body("falsePositives.rate", equalTo(0.5f))
                .body("falseNegatives.errors", equalTo(1))
                .body("falseNegatives.pictures", equalTo(1));
        given().get("/metrics")
                .then()
                .body(containsString("gantry_detector_realised_error_rate{error=\"false_positive\","
                        + "false_positive_rate=\"0.05\",model=\"tones\"} 0.5"));
        Feedback kept = Json.read(awaitRecord(falseAlarm).value(), Feedback.class);
        assertThat(kept.label()).isEqualTo(Feedback.Label.REAL);
        assertThat(kept.reason()).hasValue("my own photograph");
    }

    @Test
    void verdictsByHttpAreToldToo() throws InterruptedException {
        follow(Topics.DETECTION_VERDICTS);
        String id = judged(0);

        ConsumerRecord<String, byte[]> message = awaitRecord(id);

        assertThat(Json.read(message.value(), Verdict.class).requestId()).isEqualTo(id);
        assertThat(new String(message.headers().lastHeader(Headers.CE_TYPE).value(), StandardCharsets.UTF_8))
                .isEqualTo("dev.gantry.detection.verdict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"label\": \"FAKE\"}", "{\"label\": null}"})
    void otherLabelsAreRefused(String body) {
        feedback(judged(0), body)
                .statusCode(400)
                .body("code", equalTo("invalid-request"))
                .body("violations.field", hasItem("label"));
    }

    @Test
    void verdictsThatAreNotRememberedAreNotFound() {
        feedback("nothing-of-the-kind", "{\"label\": \"REAL\"}")
                .statusCode(404)
                .body("detail", containsString("nothing-of-the-kind"));
    }

    private static String judged(int tone) {
        return given().queryParam("model", MODEL)
                .queryParam("falsePositiveRate", "0.05")
                .body(TinyDetector.flatPng(tone))
                .post("/v1/detections")
                .then()
                .statusCode(200)
                .extract()
                .path("requestId");
    }

    private static ValidatableResponse feedback(String requestId, String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/v1/detections/" + requestId + "/feedback")
                .then();
    }

    private void follow(String topic) {
        followers.add(EventFollower.start(kafka, topic, told::add));
    }

    private ConsumerRecord<String, byte[]> awaitRecord(String key) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline) {
            ConsumerRecord<String, byte[]> record = told.poll(1, TimeUnit.SECONDS);
            if (record != null && record.key().equals(key)) {
                return record;
            }
        }
        throw new AssertionError("nothing was told of " + key);
    }
}
