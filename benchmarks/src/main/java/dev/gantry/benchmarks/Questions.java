package dev.gantry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.cli.stack.LocalStack;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.Topics;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.MessageProducer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts requests with ids on a topic, at a steady pace, and keeps every answer that comes on another one. */
final class Questions implements AutoCloseable {
    /** A broker that restarts is waited for. */
    private static final Duration SEND_LIMIT = Duration.ofMinutes(3);

    private final String topic;
    private final UnaryOperator<String> request;
    private final MessageProducer producer;
    private final EventFollower answers;
    private final EventFollower deadLetters;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Map<String, List<JsonNode>> answered = new ConcurrentHashMap<>();
    private final Set<String> dead = ConcurrentHashMap.newKeySet();

    /**
     * @param requestTopic where requests go; their dead letters are followed too
     * @param request      the request's JSON by its id
     */
    Questions(LocalStack stack, String requestTopic, String answerTopic, UnaryOperator<String> request) {
        this.topic = requestTopic;
        this.request = request;
        producer = MessageProducer.open(stack.kafka(), SEND_LIMIT, new PrometheusRegistry());
        answers = EventFollower.start(stack.kafka(), answerTopic, record -> {
            JsonNode answer = Json.readTree(record.value());
            answered.computeIfAbsent(answer.path("requestId").asText(), id -> new CopyOnWriteArrayList<>())
                    .add(answer);
        });
        deadLetters = EventFollower.start(
                stack.kafka(),
                Topics.deadLetters(requestTopic),
                record ->
                        dead.add(Json.readTree(record.value()).path("requestId").asText()));
    }

    /**
     * What came of the requests of one prefix.
     *
     * @param lost      without an answer
     * @param doubled   with two answers that differ
     * @param toldAgain answers that repeat an earlier one, as a message that is delivered twice may
     * @param dead      given up as dead letters
     */
    record Tally(int asked, int lost, int doubled, int toldAgain, int dead) {}

    /**
     * Starts to ask.
     *
     * @param prefix of the ids, followed by a number
     * @return what stops it, once the request under way is on the topic
     */
    Asking ask(String prefix, double perSecond) {
        return new Asking(prefix, perSecond);
    }

    /** Whether every request of a prefix has an answer or is a dead letter. */
    boolean settled(String prefix) {
        return of(prefix).stream().allMatch(id -> answered.containsKey(id) || dead.contains(id));
    }

    Tally tally(String prefix) {
        Set<String> ids = of(prefix);
        int lost = 0;
        int doubled = 0;
        int again = 0;
        for (String id : ids) {
            List<JsonNode> all = answered.getOrDefault(id, List.of());
            lost += all.isEmpty() ? 1 : 0;
            doubled += new HashSet<>(all).size() > 1 ? 1 : 0;
            again += Math.max(0, all.size() - 1);
        }
        return new Tally(ids.size(), lost, doubled, again, (int)
                ids.stream().filter(dead::contains).count());
    }

    private Set<String> of(String prefix) {
        Set<String> ids = new HashSet<>(asked);
        ids.removeIf(id -> !id.startsWith(prefix + "-"));
        return ids;
    }

    @Override
    public void close() {
        answers.close();
        deadLetters.close();
        producer.close();
    }

    /** A thread that asks until it is stopped. */
    final class Asking {
        private final Thread thread;
        private volatile boolean stopped;

        private Asking(String prefix, double perSecond) {
            thread = new Thread(() -> run(prefix, (long) (1e9 / perSecond)), "ask-" + topic);
            thread.setDaemon(true);
            thread.start();
        }

        private void run(String prefix, long nanosBetween) {
            for (int number = 1; !stopped; number++) {
                String id = prefix + "-" + number;
                asked.add(id);
                producer.send(
                        new ProducerRecord<>(topic, null, request.apply(id).getBytes(StandardCharsets.UTF_8)));
                LockSupport.parkNanos(nanosBetween);
            }
        }

        void stop() {
            stopped = true;
            try {
                thread.join(SEND_LIMIT.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
