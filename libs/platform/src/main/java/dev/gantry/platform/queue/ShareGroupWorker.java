package dev.gantry.platform.queue;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.MessageProducer;
import dev.gantry.platform.tracing.TraceContext;
import io.opentelemetry.api.trace.Tracer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages from a share group (KIP-932) one at a time and keeps each locked for as long as its handler runs, be it hours.
 *
 * <p>One thread polls and acknowledges; another runs the handler. A record may be handled more than once, even at the same time:
 * what a handler publishes must be fenced.
 *
 * @param <T> what records are decoded to
 */
public final class ShareGroupWorker<T> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ShareGroupWorker.class);
    private static final String UNDECODABLE = "undecodable";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SLICE = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaConnection connection;
    private final WorkerSettings settings;
    private final Decoder<T> decoder;
    private final Handler<T> handler;
    private final Conclusion conclusion;
    private final WorkerMetrics metrics;
    private final ExecutorService handlerThread;
    private final Thread thread;

    private volatile boolean closing;
    private volatile @Nullable Execution execution;
    private @Nullable RecordLock lock;
    private long abandonAtNanos;

    private ShareGroupWorker(
            KafkaConnection connection,
            WorkerSettings settings,
            Decoder<T> decoder,
            Handler<T> handler,
            MessageProducer producer,
            DeadLetters deadLetters,
            PrometheusRegistry registry,
            Tracer tracer) {
        this.connection = connection;
        this.settings = settings;
        this.decoder = decoder;
        this.handler = new TracedHandler<>(tracer, settings.topic(), new SettlingHandler<>(handler));
        this.conclusion = new Conclusion(producer, deadLetters);
        this.metrics = new WorkerMetrics(registry, settings.topic());
        this.handlerThread = Executors.newSingleThreadExecutor(task -> daemon(task, "handle-" + settings.topic()));
        this.thread = daemon(this::run, "take-" + settings.topic());
    }

    /** Starts taking messages. */
    public static <T> ShareGroupWorker<T> start(
            KafkaConnection connection,
            WorkerSettings settings,
            Decoder<T> decoder,
            Handler<T> handler,
            MessageProducer producer,
            DeadLetters deadLetters,
            PrometheusRegistry registry,
            Tracer tracer) {
        ShareGroupWorker<T> worker =
                new ShareGroupWorker<>(connection, settings, decoder, handler, producer, deadLetters, registry, tracer);
        worker.thread.start();
        return worker;
    }

    /** Whether the worker still takes messages. */
    public boolean running() {
        return thread.isAlive() && !closing;
    }

    /** Asks the handler to stop, gives its message back and leaves the group; returns when all that is done. */
    @Override
    public void close() {
        abandonAtNanos = System.nanoTime() + settings.stopGrace().toNanos();
        closing = true;
        stopHandler();
        try {
            thread.join(settings.stopGrace().plus(CLOSE_TIMEOUT.multipliedBy(2)).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing) {
            ShareConsumer<byte[], byte[]> consumer = open();
            try {
                consumer.subscribe(Set.of(settings.topic()));
                while (!closing || execution != null) {
                    step(consumer);
                }
            } catch (RuntimeException e) {
                LOG.warnf(e, "event=worker-interrupted topic=%s", settings.topic());
                if (lock != null) {
                    lock.consumerReplaced();
                }
                pause();
            } catch (InterruptedException e) {
                closing = true;
                Thread.currentThread().interrupt();
            } finally {
                TraceContext.stopLogging();
                closeQuietly(consumer);
            }
        }
        stopHandler();
        handlerThread.shutdown();
    }

    private ShareConsumer<byte[], byte[]> open() {
        return new KafkaShareConsumer<>(
                connection.with(Map.of(
                        "group.id", settings.group().name(),
                        "share.acknowledgement.mode", "explicit",
                        "share.acquire.mode", "record_limit",
                        "max.poll.records", "1")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private void step(ShareConsumer<byte[], byte[]> consumer) throws InterruptedException {
        Execution current = execution;
        RecordLock currentLock = lock;
        if (current == null || currentLock == null) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TraceContext.log(RecordTrace.of(record));
                begin(record);
            }
        } else {
            TraceContext.log(RecordTrace.of(current.record()));
            attend(consumer, current, currentLock);
        }
        TraceContext.stopLogging();
    }

    private void attend(ShareConsumer<byte[], byte[]> consumer, Execution current, RecordLock currentLock)
            throws InterruptedException {
        boolean ended = current.awaitEnd(SLICE);
        currentLock.tend(consumer);
        if (currentLock.state() == RecordLock.State.LOST) {
            current.requestStop(Task.StopRequest.LOST);
        }
        if (ended) {
            settle(consumer, current, currentLock);
        } else if (closing && System.nanoTime() - abandonAtNanos >= 0) {
            LOG.warnf("event=handler-abandoned topic=%s", settings.topic());
            current.abandon();
        }
    }

    private void begin(ConsumerRecord<byte[], byte[]> record) {
        Execution begun = Deliveries.of(record)
                .onArrival(settings.group().deliveryLimit(), settings.maxAttempts())
                .map(ending -> Execution.ended(record, ending))
                .orElseGet(() -> decodeAndStart(record));
        lock = new RecordLock(begun, settings.group().lock());
        execution = begun;
        metrics.started(record);
        if (closing) {
            begun.requestStop(Task.StopRequest.CLOSING);
        }
    }

    private Execution decodeAndStart(ConsumerRecord<byte[], byte[]> record) {
        try {
            EventAttributes.check(record);
            byte[] value = Optional.ofNullable(record.value()).orElseGet(() -> new byte[0]);
            Task<T> task = new Task<>(decoder.decode(value), record);
            return Execution.start(task, handler, settings, handlerThread);
        } catch (GantryException e) {
            return Execution.ended(record, new Ending.Bury(e.failure()));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.errorf(e, "event=undecodable topic=%s offset=%d", settings.topic(), record.offset());
            return Execution.ended(record, new Ending.Bury(new Failure.Rejected(UNDECODABLE, e.toString())));
        }
    }

    /** Does what the ending asks for, then acknowledges; what cannot be written yet is tried again while the lock is renewed. */
    private void settle(ShareConsumer<byte[], byte[]> consumer, Execution ended, RecordLock held)
            throws InterruptedException {
        if (held.state() == RecordLock.State.LOST) {
            LOG.warnf(
                    "event=lock-lost topic=%s offset=%d",
                    settings.topic(), ended.record().offset());
            metrics.lost();
        } else if (held.state() == RecordLock.State.UNCONFIRMED && !closing) {
            return;
        } else if (held.state() == RecordLock.State.HELD) {
            try {
                AcknowledgeType acknowledgement = conclusion.write(ended.record(), ended.ending());
                if (held.end(consumer, acknowledgement)) {
                    metrics.ended(ended.ending(), ended.seconds());
                }
            } catch (GantryException e) {
                LOG.warnf("event=settlement-delayed topic=%s reason=%s", settings.topic(), e.getMessage());
                Thread.sleep(PAUSE.toMillis());
                if (!closing) {
                    return;
                }
            }
        }
        metrics.idle();
        execution = null;
        lock = null;
    }

    private void stopHandler() {
        Execution current = execution;
        if (current != null) {
            current.requestStop(Task.StopRequest.CLOSING);
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            closing = true;
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(ShareConsumer<byte[], byte[]> consumer) {
        try {
            consumer.close(CLOSE_TIMEOUT);
        } catch (KafkaException e) {
            LOG.debugf(e, "event=close-failed");
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
