package dev.gantry.inference.queue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.Headers;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.sampling.SampleFormat;
import dev.gantry.contracts.sampling.SamplingResult;
import dev.gantry.inference.ServingProfile;
import dev.gantry.inference.TestPlatform;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.Sha256;
import dev.gantry.serving.testing.TinyGenerator;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(ServingProfile.class)
class KafkaSamplingTest {
    private static final String MODEL = "queued";
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final long PATIENCE_SECONDS = 60;

    @Inject
    TestPlatform platform;

    @Inject
    ObjectStore store;

    @Inject
    KafkaConnection kafka;

    @Inject
    MessageProducer producer;

    private final BlockingQueue<ConsumerRecord<String, byte[]>> results = new LinkedBlockingQueue<>();
    private final BlockingQueue<ConsumerRecord<String, byte[]>> deadLetters = new LinkedBlockingQueue<>();
    private EventFollower resultFollower;
    private EventFollower deadLetterFollower;

    @BeforeEach
    void serve() {
        if (given().get("/v1/models/" + MODEL).statusCode() != 200) {
            platform.serve(MODEL, new TinyGenerator(0.3f, 0.1f));
        }
        resultFollower = EventFollower.start(kafka, Topics.SAMPLING_RESULTS, results::add);
        deadLetterFollower = EventFollower.start(kafka, Topics.deadLetters(Topics.SAMPLING_REQUESTS), deadLetters::add);
    }

    @AfterEach
    void stopFollowing() {
        resultFollower.close();
        deadLetterFollower.close();
    }

    @Test
    void samplesStandInTheStoreUnderTheirDigest() throws Exception {
        send("{'requestId': 'archive', 'model': 'queued', 'samples': {'count': 1100, 'seed': 7, 'format': 'zip'}}");

        ConsumerRecord<String, byte[]> record = await("archive");
        SamplingResult result = Json.read(record.value(), SamplingResult.class);

        assertThat(result.model()).isEqualTo(MODEL);
        assertThat(result.version()).isEqualTo(1);
        assertThat(result.seed()).hasValue(7);
        assertThat(result.format()).isEqualTo(SampleFormat.ZIP);
        assertThat(result.count()).isEqualTo(1100);
        assertThat(result.mediaType()).isEqualTo("application/zip");
        assertThat(result.object()).isEqualTo("samples/archive/" + result.sha256() + ".zip");
        byte[] archive = store.get(result.object(), 1 << 24).orElseThrow();
        assertThat(archive.length).isEqualTo(result.size());
        assertThat(Sha256.of(archive)).isEqualTo(result.sha256());
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            int entries = 0;
            while (zip.getNextEntry() != null) {
                entries++;
            }
            assertThat(entries).isEqualTo(1101);
        }
        assertThat(header(record, Headers.CE_TYPE)).isEqualTo("dev.gantry.sampling.result");
        assertThat(header(record, Headers.CE_ID)).isEqualTo("archive");
        assertThat(header(record, Headers.TRACEPARENT)).isEqualTo(TRACEPARENT);
        assertThat(header(record, "tracestate")).isEqualTo("vendor=1");
    }

    @Test
    void sameRequestIdGetsTheFirstResult() throws Exception {
        send("{'requestId': 'twice', 'model': 'queued'}");
        SamplingResult first = Json.read(await("twice").value(), SamplingResult.class);
        assertThat(first.format()).isEqualTo(SampleFormat.GRID);
        assertThat(first.object()).endsWith(".png");

        send("{'requestId': 'twice', 'model': 'queued', 'samples': {'format': 'json', 'seed': 1}}");

        assertThat(Json.read(await("twice").value(), SamplingResult.class)).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'model': 'queued', 'samples': {'count': 0}} | invalid-request | samples.count is 0: must be at least 1",
                "{'model': 'queued', 'samples': {'cuont': 1}} | invalid-request | samples.cuont is an unknown field: accepted are count, seed, first",
                "{'model': 'queued', 'samples': {'format': 'csv'}} | invalid-request | format is csv: must be one of png, grid, json, zip, npy",
                "{'model': 'nobody'} | not-found | no model is named nobody",
                "{'samples': {}} | invalid-request | model is (absent): it is required",
                "{'model': | malformed-json | line 1",
            })
    void whatCanNeverBeDrawnIsADeadLetter(String request, String reason, String cause) throws Exception {
        send(request);
        String sent = request.replace('\'', '"');

        ConsumerRecord<String, byte[]> letter = deadLetters.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        while (letter != null && !new String(letter.value(), StandardCharsets.UTF_8).equals(sent)) {
            letter = deadLetters.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        assertThat(letter).isNotNull();
        assertThat(header(letter, Headers.DEAD_LETTER_REASON)).isEqualTo(reason);
        assertThat(header(letter, Headers.DEAD_LETTER_CAUSE)).startsWith(cause);
        assertThat(header(letter, Headers.DEAD_LETTER_TOPIC)).isEqualTo(Topics.SAMPLING_REQUESTS);
    }

    private void send(String request) {
        byte[] json = request.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.SAMPLING_REQUESTS, "test".getBytes(StandardCharsets.UTF_8), json);
        record.headers().add(Headers.TRACEPARENT, TRACEPARENT.getBytes(StandardCharsets.UTF_8));
        record.headers().add("tracestate", "vendor=1".getBytes(StandardCharsets.UTF_8));
        producer.send(record);
    }

    private ConsumerRecord<String, byte[]> await(String requestId) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline) {
            ConsumerRecord<String, byte[]> record = results.poll(1, TimeUnit.SECONDS);
            if (record != null && record.key().equals(requestId)) {
                return record;
            }
        }
        throw new AssertionError("no result of " + requestId);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
