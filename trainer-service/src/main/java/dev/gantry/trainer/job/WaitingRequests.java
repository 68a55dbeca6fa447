package dev.gantry.trainer.job;

import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Priority;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.queue.Task;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks ahead on the topic of requests. A share group hands requests out in the order of the topic; a trainer that is handed one
 * while one of higher priority waits behind it puts its own behind that one, once, and takes the next.
 */
@Singleton
final class WaitingRequests implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WaitingRequests.class);

    private final JobStore jobs;
    private final Supplier<EventFollower> start;
    private final Map<String, Waiting> ahead = new ConcurrentHashMap<>();
    private @Nullable EventFollower follower;

    WaitingRequests(JobStore jobs, KafkaConnection kafka) {
        this.jobs = jobs;
        this.start = () -> EventFollower.start(kafka, Topics.TRAINING_REQUESTS, this::seen);
    }

    private record Waiting(int partition, long offset, Priority priority) {
        boolean isBehind(Task<TrainingRequest> task) {
            return partition == task.partition() && offset > task.offset();
        }
    }

    synchronized void start() {
        follower = start.get();
    }

    /**
     * Whether a request of higher priority that nobody has begun stands behind this one.
     *
     * @throws GantryException retryable, if the store is away
     */
    boolean hasMoreUrgent(Task<TrainingRequest> task) {
        // What stands before it has been handed out.
        ahead.values().removeIf(other -> other.partition() == task.partition() && !other.isBehind(task));
        return ahead.entrySet().stream()
                .filter(other -> other.getValue().isBehind(task))
                .filter(other ->
                        other.getValue().priority().compareTo(task.message().priority()) > 0)
                .anyMatch(other -> jobs.request(other.getKey()).isEmpty());
    }

    @Override
    public synchronized void close() {
        if (follower != null) {
            follower.close();
        }
    }

    private void seen(ConsumerRecord<String, byte[]> record) {
        try {
            byte[] value = record.value() == null ? new byte[0] : record.value();
            TrainingRequest request = TrainingRequest.CONTRACT.decode(value);
            ahead.put(JobIds.of(request, record), new Waiting(record.partition(), record.offset(), request.priority()));
        } catch (GantryException e) {
            LOG.debugf("event=request-unreadable offset=%d reason=%s", record.offset(), e.getMessage());
        }
    }
}
