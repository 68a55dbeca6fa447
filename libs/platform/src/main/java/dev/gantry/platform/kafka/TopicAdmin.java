package dev.gantry.platform.kafka;

import dev.gantry.contracts.GantryException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes topics and share groups what the platform needs them to be. Several services may do so at once. */
public final class TopicAdmin implements AutoCloseable {
    private static final short BROKER_DEFAULT_REPLICATION = -1;
    private static final Duration APPLY_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration APPLY_POLL = Duration.ofMillis(20);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Admin admin;

    private TopicAdmin(Admin admin) {
        this.admin = admin;
    }

    public static TopicAdmin connect(KafkaConnection connection) {
        return new TopicAdmin(Admin.create(connection.with(Map.of())));
    }

    /**
     * Creates the topics that are missing and leaves the others as they are.
     *
     * @throws dev.gantry.contracts.GantryException retryable, {@code kafka-unavailable}
     */
    public void ensureTopics(Collection<TopicSpec> specs) {
        Set<String> existing = topics();
        List<NewTopic> missing = specs.stream()
                .filter(spec -> !existing.contains(spec.name()))
                .map(spec -> new NewTopic(spec.name(), spec.partitions(), BROKER_DEFAULT_REPLICATION)
                        .configs(spec.configs()))
                .toList();
        admin.createTopics(missing).values().forEach(TopicAdmin::awaitCreation);
    }

    /**
     * Applies the groups' settings, with the earliest record as the start of a new group, and waits until the broker goes by them:
     * a group that begins before would begin at the latest record.
     *
     * @throws dev.gantry.contracts.GantryException retryable, {@code kafka-unavailable}
     */
    public void ensureShareGroups(Collection<ShareGroupSpec> specs) {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = specs.stream()
                .collect(Collectors.toMap(
                        spec -> new ConfigResource(ConfigResource.Type.GROUP, spec.name()), TopicAdmin::settings));
        String what = "set up share groups";
        KafkaFailures.await(what, admin.incrementalAlterConfigs(changes).all());
        awaitApplied(what, changes);
    }

    /**
     * Names of all topics; the quickest proof that the broker answers.
     *
     * @throws dev.gantry.contracts.GantryException retryable, {@code kafka-unavailable}
     */
    public Set<String> topics() {
        return KafkaFailures.await("list topics", admin.listTopics().names());
    }

    /**
     * How many of a topic's records a share group is not done with: those that wait and those in hand. One that nobody has joined yet
     * has all of them before it.
     *
     * @throws dev.gantry.contracts.GantryException retryable, {@code kafka-unavailable}
     */
    public long lag(String group, String topic) {
        String what = "read the lag of " + group;
        List<TopicPartition> partitions =
                KafkaFailures.await(what, admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                        .flatMap(description -> description.partitions().stream())
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
        Map<TopicPartition, SharePartitionOffsetInfo> known = shareOffsets(what, group, partitions);
        long lag = 0;
        for (TopicPartition partition : partitions) {
            SharePartitionOffsetInfo offsets = known.get(partition);
            lag += offsets == null ? records(what, partition) : offsets.lag().orElseGet(() -> records(what, partition));
        }
        return lag;
    }

    /** Waits two seconds for calls under way, which fail then: a broker that is away must not hold up the end of a service. */
    @Override
    public void close() {
        admin.close(CLOSE_TIMEOUT);
    }

    private Map<TopicPartition, SharePartitionOffsetInfo> shareOffsets(
            String what, String group, List<TopicPartition> partitions) {
        try {
            return KafkaFailures.await(
                    what,
                    admin.listShareGroupOffsets(
                                    Map.of(group, new ListShareGroupOffsetsSpec().topicPartitions(partitions)))
                            .partitionsToOffsetInfo(group));
        } catch (GantryException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
    }

    private long records(String what, TopicPartition partition) {
        return offset(what, partition, OffsetSpec.latest()) - offset(what, partition, OffsetSpec.earliest());
    }

    private long offset(String what, TopicPartition partition, OffsetSpec spec) {
        return KafkaFailures.await(
                        what, admin.listOffsets(Map.of(partition, spec)).partitionResult(partition))
                .offset();
    }

    private void awaitApplied(String what, Map<ConfigResource, Collection<AlterConfigOp>> changes) {
        long deadline = System.nanoTime() + APPLY_TIMEOUT.toNanos();
        while (!applied(
                changes,
                KafkaFailures.await(
                        what, admin.describeConfigs(changes.keySet()).all()))) {
            if (System.nanoTime() - deadline >= 0) {
                throw KafkaFailures.unavailable(what, new TimeoutException("the broker does not apply the settings"));
            }
            LockSupport.parkNanos(APPLY_POLL.toNanos());
        }
    }

    private static boolean applied(
            Map<ConfigResource, Collection<AlterConfigOp>> changes, Map<ConfigResource, Config> found) {
        return changes.entrySet().stream()
                .allMatch(change -> change.getValue().stream().allMatch(operation -> {
                    Config config = found.get(change.getKey());
                    ConfigEntry entry = config == null
                            ? null
                            : config.get(operation.configEntry().name());
                    return entry != null && operation.configEntry().value().equals(entry.value());
                }));
    }

    private static Collection<AlterConfigOp> settings(ShareGroupSpec spec) {
        return Map.of(
                        "share.auto.offset.reset", "earliest",
                        "share.record.lock.duration.ms",
                                String.valueOf(spec.lock().toMillis()),
                        "share.delivery.count.limit", String.valueOf(spec.deliveryLimit()))
                .entrySet()
                .stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }

    private static void awaitCreation(String topic, KafkaFuture<Void> creation) {
        try {
            creation.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw KafkaFailures.unavailable("create topic " + topic, e.getCause() == null ? e : e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaFailures.unavailable("create topic " + topic, e);
        }
    }
}
