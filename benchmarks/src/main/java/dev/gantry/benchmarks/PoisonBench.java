package dev.gantry.benchmarks;

import dev.gantry.cli.console.CliException;
import dev.gantry.cli.stack.LocalStack;
import dev.gantry.contracts.Headers;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.MessageProducer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Puts malformed requests on the topic, and then a good one. */
final class PoisonBench implements Benchmark {
    private static final int LETTERS = 1000;
    private static final String GOOD_JOB = "good";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String GOOD_REQUEST = """
            {"jobId":"good","model":"good","data":{"uri":"file:fashion-mnist"},"budget":{"images":256},
             "network":{"generatorWidth":4,"discriminatorWidth":4},"tickImages":128,"checkpointImages":256,
             "detector":{"enabled":false}}
            """;

    /** Dead letters by key; more than one of a key would be one too many. */
    private final Map<String, ConsumerRecord<String, byte[]>> letters = new ConcurrentHashMap<>();

    private final Set<String> repeated = ConcurrentHashMap.newKeySet();
    private final Map<String, TrainingEvent> ends = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "poison";
    }

    @Override
    public String summary() {
        return LETTERS + " malformed requests become " + LETTERS + " dead letters, and the next good job runs";
    }

    @Override
    public Report run(BenchContext context) throws InterruptedException {
        List<PoisonKind> kinds = PoisonKind.all();
        boolean trainerLives;
        try (BenchStack bench = BenchStack.start(context)) {
            LocalStack stack = bench.stack();
            try (EventFollower dead = EventFollower.start(
                            stack.kafka(), Topics.deadLetters(Topics.TRAINING_REQUESTS), this::dead);
                    EventFollower events = EventFollower.start(stack.kafka(), Topics.TRAINING_EVENTS, this::event)) {
                if (!dead.awaitCaughtUp(LIMIT) || !events.awaitCaughtUp(LIMIT)) {
                    throw CliException.failed("the topics cannot be read");
                }
                send(stack, kinds);
                await("dead letters", stack, () -> letters.size() == LETTERS);
                await("the good job", stack, () -> ends.containsKey(GOOD_JOB));
            }
            trainerLives = ProcessHandle.of(bench.pid("trainer"))
                    .map(ProcessHandle::isAlive)
                    .orElse(false);
        }
        return report(kinds, trainerLives);
    }

    private static void send(LocalStack stack, List<PoisonKind> kinds) {
        try (MessageProducer producer = MessageProducer.open(stack.kafka(), LIMIT, new PrometheusRegistry())) {
            for (int i = 0; i < LETTERS; i++) {
                PoisonKind kind = kinds.get(i % kinds.size());
                ProducerRecord<byte[], byte[]> record = record(key(i), kind.bytes());
                kind.header().ifPresent(record.headers()::add);
                producer.send(record);
            }
            producer.send(record(GOOD_JOB, GOOD_REQUEST.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String key, byte[] value) {
        return new ProducerRecord<>(Topics.TRAINING_REQUESTS, key.getBytes(StandardCharsets.UTF_8), value);
    }

    private void dead(ConsumerRecord<String, byte[]> letter) {
        if (letters.put(letter.key(), letter) != null) {
            repeated.add(letter.key());
        }
    }

    private void event(ConsumerRecord<String, byte[]> record) {
        TrainingEvent event = Json.read(record.value(), TrainingEvent.class);
        if (event.terminal()) {
            ends.put(event.jobId(), event);
        }
    }

    private Report report(List<PoisonKind> kinds, boolean trainerLives) {
        Set<String> wrong = new HashSet<>();
        int named = 0;
        for (int i = 0; i < LETTERS; i++) {
            PoisonKind kind = kinds.get(i % kinds.size());
            if (names(kind, Optional.ofNullable(letters.get(key(i))))) {
                named++;
            } else {
                wrong.add(kind.name());
            }
        }
        boolean completed = ends.get(GOOD_JOB) instanceof TrainingEvent.Completed;
        return Report.of(
                        "poison",
                        LETTERS + " training requests of " + kinds.size() + " malformed kinds, in turn, are put on "
                                + Topics.TRAINING_REQUESTS
                                + " of a fresh local stack, and behind them a good one. A dead"
                                + " letter names its fault when its reason is the kind's code and its cause contains the"
                                + " field, or what is wrong with the document.")
                .figure("kinds", kinds.size())
                .figure("deadLettersRepeated", repeated.size())
                .figure("kindsWithoutTheirFaultNamed", wrong.stream().sorted().toList())
                .bar(Bar.atLeast("malformed kinds", kinds.size(), 20))
                .bar(Bar.exactly("dead letters", letters.size(), LETTERS))
                .bar(Bar.exactly("dead letters that name their fault", named, LETTERS))
                .bar(Bar.exactly("trainer restarts", trainerLives ? 0 : 1, 0))
                .bar(Bar.exactly("good jobs completed", completed ? 1 : 0, 1))
                .build();
    }

    private static boolean names(PoisonKind kind, Optional<ConsumerRecord<String, byte[]>> letter) {
        return letter.map(record -> header(record, Headers.DEAD_LETTER_REASON).equals(kind.reason())
                        && header(record, Headers.DEAD_LETTER_CAUSE).contains(kind.fault())
                        && header(record, Headers.DEAD_LETTER_TOPIC).equals(Topics.TRAINING_REQUESTS))
                .orElse(false);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String key(int number) {
        return "poison-" + number;
    }

    private static void await(String what, LocalStack stack, BooleanSupplier done) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!done.getAsBoolean()) {
            stack.throwIfOneEnded();
            if (System.nanoTime() > deadline) {
                throw CliException.failed(what + " did not come within " + LIMIT.toSeconds() + " s");
            }
            Thread.sleep(POLL.toMillis());
        }
    }
}
