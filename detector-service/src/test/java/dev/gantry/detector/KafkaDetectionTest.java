package dev.gantry.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.Headers;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.Sha256;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KafkaDetectionTest extends DetectorServiceTest {
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final long PATIENCE_SECONDS = 90;

    @Inject
    ObjectStore store;

    @Inject
    KafkaConnection kafka;

    @Inject
    MessageProducer producer;

    @Inject
    EventLog events;

    private final BlockingQueue<ConsumerRecord<String, byte[]>> verdicts = new LinkedBlockingQueue<>();
    private final BlockingQueue<ConsumerRecord<String, byte[]>> deadLetters = new LinkedBlockingQueue<>();
    private EventFollower verdictFollower;
    private EventFollower deadLetterFollower;

    @BeforeEach
    void follow() {
        events.publish(published.announcement(Instant.now()), Optional.empty());
        verdictFollower = EventFollower.start(kafka, Topics.DETECTION_VERDICTS, verdicts::add);
        deadLetterFollower =
                EventFollower.start(kafka, Topics.deadLetters(Topics.DETECTION_REQUESTS), deadLetters::add);
    }

    @AfterEach
    void stopFollowing() {
        verdictFollower.close();
        deadLetterFollower.close();
    }

    @Test
    void aRequestGetsItsVerdict() throws InterruptedException {
        byte[] picture = TinyDetector.flatPng(0);
        store.put("data/in/black.png", picture, "image/png");
        send(Map.of("requestId", "plain", "object", "data/in/black.png", "sha256", Sha256.of(picture), "model", MODEL));

        ConsumerRecord<String, byte[]> record = awaitRecord("plain");
        Verdict verdict = Json.read(record.value(), Verdict.class);

        assertThat(verdict.verdict()).isEqualTo(Conclusion.LIKELY_SYNTHETIC);
        assertThat(verdict.picture().sha256()).isEqualTo(Sha256.of(picture));
        assertThat(header(record, Headers.CE_TYPE)).isEqualTo("dev.gantry.detection.verdict");
        assertThat(header(record, Headers.CE_ID)).isEqualTo("plain");
        assertThat(header(record, Headers.TRACEPARENT)).isEqualTo(TRACEPARENT);
        assertThat(header(record, "tracestate")).isEqualTo("vendor=1");
    }

    @Test
    void aRequestSaysHowManyFalseAlarmsItBears() throws InterruptedException {
        byte[] picture = TinyDetector.flatPng(0);
        store.put("data/in/black.png", picture, "image/png");
        send(Map.of(
                "requestId",
                "strict",
                "object",
                "data/in/black.png",
                "sha256",
                Sha256.of(picture),
                "model",
                MODEL,
                "falsePositiveRate",
                0.002));

        Verdict verdict = awaitVerdict("strict");

        assertThat(verdict.verdict()).isEqualTo(Conclusion.UNCERTAIN);
        assertThat(verdict.reason()).contains("too few real pictures", "0.200 %");
    }

    @Test
    void theSameRequestIdGetsTheSameVerdict() throws InterruptedException {
        byte[] black = TinyDetector.flatPng(0);
        byte[] grey = TinyDetector.flatPng(128);
        store.put("data/in/first.png", black, "image/png");
        store.put("data/in/second.png", grey, "image/png");
        send(Map.of("requestId", "twice", "object", "data/in/first.png", "sha256", Sha256.of(black)));
        Verdict first = awaitVerdict("twice");

        send(Map.of("requestId", "twice", "object", "data/in/second.png", "sha256", Sha256.of(grey)));

        assertThat(awaitVerdict("twice")).isEqualTo(first);
    }

    @Test
    void picturesThatCannotBeReadGetAVerdictToo() throws InterruptedException {
        byte[] text = "no picture".getBytes(StandardCharsets.UTF_8);
        store.put("data/in/text.png", text, "image/png");
        send(Map.of("requestId", "text", "object", "data/in/text.png", "sha256", Sha256.of(text)));
        send(Map.of("requestId", "absent", "object", "data/in/absent.png", "sha256", "0".repeat(64)));
        send(Map.of("requestId", "changed", "object", "data/in/text.png", "sha256", "0".repeat(64)));

        assertThat(awaitVerdict("text").reason()).contains("PNG or JPEG");
        assertThat(awaitVerdict("absent").reason()).contains("data/in/absent.png");
        Verdict changed = awaitVerdict("changed");
        assertThat(changed.verdict()).isEqualTo(Conclusion.REJECTED_INPUT);
        assertThat(changed.reason()).contains(Sha256.of(text));
    }

    @Test
    void aModelWithoutADetectorDoesNotApply() throws InterruptedException {
        byte[] picture = TinyDetector.flatPng(0);
        store.put("data/in/black.png", picture, "image/png");
        send(Map.of(
                "requestId", "nobody", "object", "data/in/black.png", "sha256", Sha256.of(picture), "model", "nobody"));

        assertThat(awaitVerdict("nobody").verdict()).isEqualTo(Conclusion.NOT_APPLICABLE);
    }

    @Test
    void requestsThatBreakTheSchemaAreDeadLetters() throws InterruptedException {
        send(Map.of("object", "/etc/passwd", "sha256", "0".repeat(64)));

        ConsumerRecord<String, byte[]> letter = deadLetters.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);

        assertThat(letter).isNotNull();
        assertThat(header(letter, Headers.DEAD_LETTER_REASON)).isEqualTo("invalid-request");
        assertThat(header(letter, Headers.DEAD_LETTER_CAUSE)).contains("object").contains("/etc/passwd");
    }

    private void send(Map<String, Object> request) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.DETECTION_REQUESTS, "test".getBytes(StandardCharsets.UTF_8), Json.bytes(request));
        record.headers().add(Headers.TRACEPARENT, TRACEPARENT.getBytes(StandardCharsets.UTF_8));
        record.headers().add("tracestate", "vendor=1".getBytes(StandardCharsets.UTF_8));
        producer.send(record);
    }

    private Verdict awaitVerdict(String requestId) throws InterruptedException {
        return Json.read(awaitRecord(requestId).value(), Verdict.class);
    }

    private ConsumerRecord<String, byte[]> awaitRecord(String requestId) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline) {
            ConsumerRecord<String, byte[]> record = verdicts.poll(1, TimeUnit.SECONDS);
            if (record != null && record.key().equals(requestId)) {
                return record;
            }
        }
        throw new AssertionError("no verdict on " + requestId);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
