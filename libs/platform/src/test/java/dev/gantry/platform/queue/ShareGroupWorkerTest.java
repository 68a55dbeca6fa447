package dev.gantry.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.CloudEvent;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.Headers;
import dev.gantry.contracts.Topics;
import dev.gantry.platform.kafka.OutgoingMessage;
import dev.gantry.testkit.EmbeddedKafka;
import dev.gantry.testkit.LogLines;
import dev.gantry.testkit.UniqueName;
import dev.gantry.testkit.WithKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithKafka
class ShareGroupWorkerTest {
    private static final Duration LOCK = Duration.ofSeconds(2);
    private static final Settlement DONE = new Settlement.Done();

    @Test
    void renewedRecordIsNotRedelivered(EmbeddedKafka kafka, @UniqueName String topic) throws Exception {
        try (QueueFixture queue = new QueueFixture(kafka.bootstrapServers(), topic, LOCK, 5)) {
            AtomicInteger deliveries = new AtomicInteger();
            CountDownLatch done = new CountDownLatch(1);
            Handler<String> slow = task -> {
                deliveries.incrementAndGet();
                sleep(LOCK.multipliedBy(3).plusSeconds(1));
                done.countDown();
                return DONE;
            };
            queue.work(slow);
            queue.work(slow);
            queue.send("slow");

            assertThat(done.await(40, TimeUnit.SECONDS)).isTrue();
            sleep(LOCK.plusSeconds(1));
            assertThat(deliveries).hasValue(1);
        }
    }

    @Test
    void twoWorkersShareTheMessages(EmbeddedKafka kafka, @UniqueName String topic) throws Exception {
        try (QueueFixture queue = new QueueFixture(kafka.bootstrapServers(), topic, LOCK, 5)) {
            CountDownLatch bothBusy = new CountDownLatch(2);
            Set<String> handled = ConcurrentHashMap.newKeySet();
            Handler<String> waitsForTheOther = task -> {
                handled.add(task.message());
                bothBusy.countDown();
                await(bothBusy);
                return DONE;
            };
            queue.work(waitsForTheOther);
            queue.work(waitsForTheOther);
            queue.send("one", "two");

            assertThat(bothBusy.await(40, TimeUnit.SECONDS)).isTrue();
            assertThat(handled).containsExactlyInAnyOrder("one", "two");
        }
    }

    @Test
    void poisonGoesToTheDeadLettersAndTheNextMessageIsHandled(EmbeddedKafka kafka, @UniqueName String topic)
            throws Exception {
        try (QueueFixture queue = new QueueFixture(kafka.bootstrapServers(), topic, LOCK, 5)) {
            BlockingQueue<String> handled = new LinkedBlockingQueue<>();
            queue.work(task -> {
                handled.add(task.message());
                return DONE;
            });
            RecordHeaders headers = new RecordHeaders();
            headers.add(Headers.TRACEPARENT, QueueFixture.utf8("00-trace-span-01"));
            queue.send(new ProducerRecord<>(
                    topic, null, QueueFixture.utf8("its-key"), QueueFixture.utf8("poison"), headers));
            queue.send("good");

            assertThat(handled.poll(40, TimeUnit.SECONDS)).isEqualTo("good");
            List<ConsumerRecord<byte[], byte[]>> letters = queue.deadLetters(1);
            assertThat(letters).hasSize(1);
            ConsumerRecord<byte[], byte[]> letter = letters.get(0);
            assertThat(letter.key()).isEqualTo(QueueFixture.utf8("its-key"));
            assertThat(letter.value()).isEqualTo(QueueFixture.utf8("poison"));
            assertThat(Map.of(
                            Headers.DEAD_LETTER_REASON, "invalid-request",
                            Headers.DEAD_LETTER_CAUSE, "model is (absent): it is required",
                            Headers.DEAD_LETTER_TOPIC, topic,
                            Headers.DEAD_LETTER_PARTITION, "0",
                            Headers.DEAD_LETTER_OFFSET, "0",
                            Headers.TRACEPARENT, "00-trace-span-01"))
                    .allSatisfy((name, value) ->
                            assertThat(QueueFixture.header(letter, name)).isEqualTo(value));
        }
    }

    @Test
    void recordsThatTripTheDecoderOrFillATopicsLimitAreDeadLettersToo(EmbeddedKafka kafka, @UniqueName String topic)
            throws Exception {
        try (QueueFixture queue = new QueueFixture(kafka.bootstrapServers(), topic, LOCK, 5)) {
            BlockingQueue<String> handled = new LinkedBlockingQueue<>();
            queue.work(task -> {
                handled.add(task.message());
                return DONE;
            });
            String largest = "trap" + "x".repeat((1 << 20) - 200);
            queue.send("trap", largest);
            RecordHeaders headers = new RecordHeaders();
            headers.add(Deliveries.HEADER, null);
            headers.add(Headers.TRACEPARENT, null);
            queue.send(new ProducerRecord<>(topic, null, QueueFixture.utf8("key"), QueueFixture.utf8("good"), headers));

            assertThat(handled.poll(40, TimeUnit.SECONDS)).isEqualTo("good");
            List<ConsumerRecord<byte[], byte[]>> letters = queue.deadLetters(2);
            assertThat(letters).hasSize(2).allSatisfy(letter -> assertThat(
                            QueueFixture.header(letter, Headers.DEAD_LETTER_REASON))
                    .isEqualTo("undecodable"));
            assertThat(letters.get(1).value()).hasSize(largest.length());
        }
    }

    @Test
    void whatAHandlerSendsCarriesTheTraceOfItsMessageOn(EmbeddedKafka kafka, @UniqueName String topic) {
        try (QueueFixture queue = new QueueFixture(kafka.bootstrapServers(), topic, LOCK, 5)) {
            String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
            OutgoingMessage answer = new OutgoingMessage(
                    Topics.deadLetters(topic),
                    "key",
                    new CloudEvent("id", "/test", "test", Instant.EPOCH),
                    "answer",
                    Optional.of("00-of-an-outer-one-01"));
            queue.work(task -> {
                queue.send(answer);
                return DONE;
            });
            RecordHeaders headers = new RecordHeaders();
            headers.add(Headers.TRACEPARENT, QueueFixture.utf8(traceparent));
            headers.add("tracestate", QueueFixture.utf8("vendor=1"));
            queue.send(new ProducerRecord<>(topic, null, QueueFixture.utf8("key"), QueueFixture.utf8("good"), headers));

            assertThat(queue.deadLetters(1)).singleElement().satisfies(sent -> {
                assertThat(QueueFixture.header(sent, Headers.TRACEPARENT)).isEqualTo(traceparent);
                assertThat(QueueFixture.header(sent, "tracestate")).isEqualTo("vendor=1");
                assertThat(sent.headers().headers(Headers.TRACEPARENT)).hasSize(1);
            });
        }
    }

    @Test
    void whatIsLoggedOfAMessageNamesItsTraceToItsEnd(EmbeddedKafka kafka, @UniqueName String topic) throws Exception {
        try (LogLines retries = LogLines.of(SettlingHandler.class);
                LogLines letters = LogLines.of(DeadLetters.class);
                QueueFixture queue = new QueueFixture(kafka.bootstrapServers(), topic, LOCK, 1)) {
            queue.work(task -> {
                throw new IllegalStateException("a fault of the handler");
            });
            RecordHeaders headers = new RecordHeaders();
            headers.add(
                    Headers.TRACEPARENT, QueueFixture.utf8("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
            queue.send(new ProducerRecord<>(topic, null, QueueFixture.utf8("key"), QueueFixture.utf8("good"), headers));

            assertThat(List.of(
                            retries.next("event=handler-failed"),
                            retries.next("event=retry"),
                            letters.next("event=dead-letter")))
                    .allMatch(" traceId=0af7651916cd43dd8448eb211c80319c"::equals);
            queue.send("without a trace");
            assertThat(letters.next("event=dead-letter")).isEmpty();
        }
    }

    @Test
    void recordWithoutAValueIsDecodedAsEmpty(EmbeddedKafka kafka, @UniqueName String topic) throws Exception {
        try (QueueFixture queue = new QueueFixture(kafka.bootstrapServers(), topic, LOCK, 5)) {
            BlockingQueue<String> handled = new LinkedBlockingQueue<>();
            queue.work(task -> {
                handled.add(task.message());
                return DONE;
            });
            queue.send(new ProducerRecord<>(topic, null));
            assertThat(handled.poll(40, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @Test
    void fiveFailuresEndInTheDeadLettersNotInSilence(EmbeddedKafka kafka, @UniqueName String topic) {
        try (QueueFixture queue = new QueueFixture(kafka.bootstrapServers(), topic, LOCK, 5)) {
            AtomicInteger attempts = new AtomicInteger();
            queue.work(task -> {
                attempts.incrementAndGet();
                return new Settlement.Retry(new Failure.Retryable("store-unavailable", "out of reach"));
            });
            queue.send("doomed");

            List<ConsumerRecord<byte[], byte[]>> letters = queue.deadLetters(1);
            assertThat(letters).hasSize(1);
            assertThat(attempts).hasValue(5);
            assertThat(QueueFixture.header(letters.get(0), Headers.DEAD_LETTER_REASON))
                    .isEqualTo("attempts-exhausted");
            assertThat(QueueFixture.header(letters.get(0), Headers.DEAD_LETTER_CAUSE))
                    .contains("5 deliveries")
                    .contains("store-unavailable: out of reach");
        }
    }

    @Test
    void messageOutlivesTheBrokersDeliveryLimitUnderItsFirstName(EmbeddedKafka kafka, @UniqueName String topic)
            throws Exception {
        try (QueueFixture queue = new QueueFixture(kafka.bootstrapServers(), topic, LOCK, 100)) {
            Set<String> names = ConcurrentHashMap.newKeySet();
            CountDownLatch twelfth = new CountDownLatch(12);
            queue.work(task -> {
                names.add(task.id());
                twelfth.countDown();
                return twelfth.getCount() == 0 ? DONE : new Settlement.GiveBack();
            });
            queue.send("stubborn");

            assertThat(twelfth.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(queue.deadLetters(0)).isEmpty();
            assertThat(names).hasSize(1);
            assertThat(queue.measuredWaits()).isEqualTo(1);
        }
    }

    @Test
    void closingGivesTheMessageBackWithinSeconds(EmbeddedKafka kafka, @UniqueName String topic) throws Exception {
        Duration longLock = Duration.ofSeconds(50);
        try (QueueFixture queue = new QueueFixture(kafka.bootstrapServers(), topic, longLock, 5)) {
            CountDownLatch begun = new CountDownLatch(1);
            ShareGroupWorker<String> first = queue.work(task -> {
                begun.countDown();
                while (task.stopRequest().isEmpty()) {
                    sleep(Duration.ofMillis(20));
                }
                return new Settlement.GiveBack();
            });
            queue.send("job");
            assertThat(begun.await(40, TimeUnit.SECONDS)).isTrue();

            long start = System.nanoTime();
            first.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(first.running()).isFalse();

            CountDownLatch taken = new CountDownLatch(1);
            queue.work(task -> {
                taken.countDown();
                return DONE;
            });
            assertThat(taken.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void lapsedLockGoesToAnotherMember(EmbeddedKafka kafka, @UniqueName String topic) throws Exception {
        try (QueueFixture queue = new QueueFixture(kafka.bootstrapServers(), topic, LOCK, 5);
                Member dead = new Member(kafka.bootstrapServers(), topic)) {
            queue.send("orphan");
            dead.take();
            CountDownLatch taken = new CountDownLatch(1);
            queue.work(task -> {
                taken.countDown();
                return DONE;
            });
            assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void brokerRestartDoesNotDisturbTheHandler(@TempDir Path directory) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
        int port = kafka.port();
        try (QueueFixture queue = new QueueFixture(kafka.bootstrapServers(), "restarted", LOCK, 5)) {
            Queue<String> handled = new ConcurrentLinkedQueue<>();
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch finish = new CountDownLatch(1);
            CountDownLatch bothDone = new CountDownLatch(2);
            queue.work(task -> {
                handled.add(task.message());
                if (task.message().equals("long")) {
                    begun.countDown();
                    await(finish);
                }
                bothDone.countDown();
                return task.stopRequest().isPresent() ? new Settlement.GiveBack() : DONE;
            });
            queue.send("long");
            assertThat(begun.await(40, TimeUnit.SECONDS)).isTrue();

            kafka.close();
            kafka = EmbeddedKafka.start(directory, port);
            queue.send("next");
            sleep(LOCK.multipliedBy(3));
            finish.countDown();

            assertThat(bothDone.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(handled).containsExactly("long", "next");
        } finally {
            kafka.close();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
