package dev.gantry.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Headers;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.platform.jobs.Attempt;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What becomes of requests before anything is trained, or instead of it. */
@QuarkusTest
class JobRequestsTest extends TrainerServiceTest {
    @Test
    void poisonGoesToTheDeadLettersWithItsFault() throws Exception {
        client.send("{not json".getBytes(StandardCharsets.UTF_8));
        Map<String, Object> unknownField = new HashMap<>(TrainerClient.tinyRequest("poison-field", "shapes", 64));
        unknownField.put("modle", "x");
        client.send(unknownField);
        Map<String, Object> outside = new HashMap<>(TrainerClient.tinyRequest("poison-path", "shapes", 64));
        outside.put("data", Map.of("uri", "file:shapes/../../etc/passwd"));
        client.send(outside);
        Map<String, Object> broken = new HashMap<>(TrainerClient.tinyRequest("poison-data", "shapes", 64));
        broken.put("data", Map.of("uri", "file:broken"));
        client.send(broken);

        assertDeadLetter("{not json", "malformed-json", "line 1");
        assertDeadLetter("poison-field", "invalid-request", "modle");
        assertDeadLetter("poison-path", "invalid-request", "data.uri is \"file:shapes/../../etc/passwd\"");
        assertDeadLetter("poison-data", "invalid-data", "notes.txt");
        TrainingEvent.Failed failed = client.await("poison-data", TrainingEvent.Failed.class);
        assertThat(failed.code()).isEqualTo("invalid-data");
    }

    @Test
    void duplicateIsAnsweredWithTheFirstOutcome() throws Exception {
        Map<String, Object> request = TrainerClient.withoutDetector(TrainerClient.tinyRequest("twice", "twins", 64));
        client.send(request);
        TrainingEvent.Completed first = client.await("twice", TrainingEvent.Completed.class);
        Map<String, Object> other = new HashMap<>(request);
        other.put("seed", 8);
        client.send(other);

        List<TrainingEvent> events = client.events("twice");
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (events.size() == client.events("twice").size() && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        List<TrainingEvent> all = client.events("twice");
        assertThat(all.subList(events.size(), all.size())).containsExactly(first);
        assertThat(models.versions("twins")).containsExactly(1);
        assertThat(jobs.attempts("twice")).isEqualTo(1);
    }

    @Test
    void sameCloudEventTwiceIsOneJob() throws Exception {
        Map<String, Object> request =
                TrainerClient.withoutDetector(TrainerClient.tinyRequest("unused", "nameless", 64));
        request.remove("jobId");
        CloudEvent event = new CloudEvent("event-1", "/test", "dev.gantry.training.requested", Instant.now());
        client.sendEvent(event, request);
        client.sendEvent(event, request);
        client.send(TrainerClient.withoutDetector(TrainerClient.tinyRequest("behind", "behind", 64)));
        client.await("behind", TrainingEvent.Completed.class);

        List<TrainingEvent> ends = client.events().stream()
                .filter(told -> told.model().equals("nameless") && told.terminal())
                .toList();
        assertThat(ends).hasSize(2);
        assertThat(ends.get(1)).isEqualTo(ends.get(0));
        assertThat(models.versions("nameless")).containsExactly(1);
    }

    @Test
    void urgentJobsAreTakenFirst() throws Exception {
        client.send(TrainerClient.withoutDetector(TrainerClient.tinyRequest("blocker", "blocker", 1_000_000_000L)));
        client.await("blocker", TrainingEvent.Accepted.class);
        client.send(urgent("later", "low"));
        client.send(urgent("second", "normal"));
        client.send(urgent("third", "normal"));
        client.send(urgent("first", "high"));
        client.await("blocker", TrainingEvent.Published.class);
        jobs.cancel("blocker", Instant.now());

        client.await("later", TrainingEvent.Completed.class);
        assertThat(client.events().stream()
                        .filter(TrainingEvent.Accepted.class::isInstance)
                        .map(TrainingEvent::jobId)
                        .filter(Set.of("first", "second", "third", "later")::contains))
                .containsExactly("first", "second", "third", "later");
        assertThat(jobs.attempts("later")).isEqualTo(1);
    }

    private static Map<String, Object> urgent(String job, String priority) {
        Map<String, Object> request = TrainerClient.withoutDetector(TrainerClient.tinyRequest(job, job, 64));
        request.put("priority", priority);
        return request;
    }

    @Test
    void jobCancelledBeforeItBeginsNeverRuns() throws Exception {
        jobs.cancel("never", Instant.now());
        client.send(TrainerClient.tinyRequest("never", "nothing", 1_000_000L));

        assertThat(client.await("never", TrainingEvent.Cancelled.class).step()).isZero();
        assertThat(models.versions("nothing")).isEmpty();
    }

    @Test
    void jobThatNeverCameToAnEndHasFailed() throws Exception {
        for (int i = 0; i < 10; i++) {
            jobs.startAttempt("hopeless", new Attempt("crashed", Instant.now()));
        }
        client.send(TrainerClient.tinyRequest("hopeless", "hopeless", 64));

        assertThat(client.await("hopeless", TrainingEvent.Failed.class).code()).isEqualTo("attempts-exhausted");
        assertDeadLetter("hopeless", "attempts-exhausted", "10 attempts");
        assertThat(models.versions("hopeless")).isEmpty();
    }

    private void assertDeadLetter(String content, String reason, String cause) throws InterruptedException {
        ConsumerRecord<String, byte[]> letter = client.awaitDeadLetter(content);
        assertThat(header(letter, Headers.DEAD_LETTER_REASON)).isEqualTo(reason);
        assertThat(header(letter, Headers.DEAD_LETTER_CAUSE)).contains(cause);
        assertThat(header(letter, Headers.DEAD_LETTER_TOPIC)).isEqualTo(Topics.TRAINING_REQUESTS);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
