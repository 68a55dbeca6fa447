package dev.gantry.platform.kafka;

import dev.gantry.platform.tracing.TraceContext;
import io.prometheus.metrics.core.metrics.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Messages that wait for Kafka so that nobody else does: a producer that cannot reach its broker makes its caller wait. A thread of
 * its own writes them in order and tries again until the broker has them; what does not fit is dropped and counted. A
 * message may be written twice, under the same id.
 */
public final class Outbox implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Outbox.class);
    private static final int BATCH = 500;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final String name;
    private final MessageProducer producer;
    private final Counter dropped;
    private final BlockingQueue<ProducerRecord<byte[], byte[]>> waiting;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicLong complained = new AtomicLong(System.nanoTime() - BETWEEN_COMPLAINTS.toNanos());
    private final Thread thread;
    private volatile List<ProducerRecord<byte[], byte[]>> underWay = List.of();

    private Outbox(String name, int capacity, MessageProducer producer, Counter dropped) {
        this.name = name;
        this.producer = producer;
        this.dropped = dropped;
        waiting = new ArrayBlockingQueue<>(capacity);
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /**
     * @param name     of its thread, and in the log
     * @param capacity messages that may wait
     * @param dropped  counts those that could not
     */
    public static Outbox open(String name, int capacity, MessageProducer producer, Counter dropped) {
        Outbox outbox = new Outbox(name, capacity, producer, dropped);
        outbox.thread.start();
        return outbox;
    }

    /** Neither waits nor throws. The message belongs to the trace that is current now. */
    public void send(OutgoingMessage message) {
        if (stopped() || !waiting.offer(MessageProducer.record(message))) {
            drop(1);
        }
    }

    /** How many messages the broker does not have yet. */
    public int waiting() {
        return waiting.size() + underWay.size();
    }

    /** Writes what is waiting, for a while; the rest is dropped. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
            thread.interrupt();
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int left = waiting();
        if (left > 0) {
            drop(left);
        }
    }

    private void run() {
        TraceContext.stopLogging(); // a thread takes over what its maker logs
        try {
            while (!stopped() || waiting() > 0) {
                if (underWay.isEmpty()) {
                    underWay = next();
                }
                Optional<Throwable> problem = write();
                if (problem.isPresent()) {
                    complain("waiting=" + waiting() + " reason=" + problem.get());
                    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                }
            }
        } catch (InterruptedException e) { // by close
            LOG.debugf("event=outbox-interrupted outbox=%s", name);
        }
    }

    /** Why some could not be written, if so. */
    private Optional<Throwable> write() throws InterruptedException {
        try {
            MessageProducer.Unwritten unwritten = producer.sendAll(underWay);
            underWay = unwritten.records();
            return unwritten.reason();
        } catch (RuntimeException | Error e) { // the next attempt may fare better
            return Optional.of(e);
        }
    }

    /** Waits for messages, but not for ever, so that the end is noticed. */
    private List<ProducerRecord<byte[], byte[]>> next() throws InterruptedException {
        List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
        ProducerRecord<byte[], byte[]> first = waiting.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            waiting.drainTo(batch, BATCH - 1);
        }
        return batch;
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    private void drop(int messages) {
        dropped.inc(messages);
        complain("waiting=" + waiting() + " dropped=" + (long) dropped.get());
    }

    /** Now and then: Kafka may be away for long, and messages many. */
    private void complain(String what) {
        long now = System.nanoTime();
        long last = complained.get();
        if (now - last >= BETWEEN_COMPLAINTS.toNanos() && complained.compareAndSet(last, now)) {
            LOG.warnf("event=messages-held-up outbox=%s %s", name, what);
        }
    }
}
