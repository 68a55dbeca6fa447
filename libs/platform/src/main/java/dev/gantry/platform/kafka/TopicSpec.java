package dev.gantry.platform.kafka;

import dev.gantry.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A topic as it is created when it is missing. Replication is the broker's default.
 *
 * @param configs of the topic, for instance {@code cleanup.policy}
 */
public record TopicSpec(String name, int partitions, Map<String, String> configs) {
    private static final String WEEK = millis(Duration.ofDays(7));
    private static final String QUARTER = millis(Duration.ofDays(90));

    /** Twice what a broker takes by default, so that every record fits with the reason in its headers. */
    static final int MAX_DEAD_LETTER_BYTES = 2 << 20;

    /** Some millions of emissions. */
    private static final long MAX_EMISSIONS_BYTES = 1L << 30;

    public TopicSpec {
        configs = Map.copyOf(configs);
    }

    /**
     * Every topic of the platform.
     *
     * <p>Requests have one partition: the share group's assignor gives each partition to some members only, and a long job would
     * hold up what stands behind it in a partition while other members have nothing to do.
     */
    public static List<TopicSpec> all() {
        return List.of(
                kept(Topics.TRAINING_REQUESTS, 1, QUARTER),
                deadLetters(Topics.TRAINING_REQUESTS),
                kept(Topics.TRAINING_EVENTS, 3, QUARTER),
                kept(Topics.DETECTION_REQUESTS, 1, WEEK),
                deadLetters(Topics.DETECTION_REQUESTS),
                kept(Topics.DETECTION_VERDICTS, 3, WEEK),
                compacted(Topics.DETECTION_FEEDBACK),
                kept(Topics.SAMPLING_REQUESTS, 1, WEEK),
                deadLetters(Topics.SAMPLING_REQUESTS),
                kept(Topics.SAMPLING_RESULTS, 3, WEEK),
                emissions(),
                kept(Topics.AUDIT, 3, QUARTER),
                compacted(Topics.MODELS));
    }

    /** The topic for the dead letters of another. */
    public static TopicSpec deadLetters(String topic) {
        return new TopicSpec(
                Topics.deadLetters(topic),
                1,
                Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        QUARTER,
                        "max.message.bytes",
                        String.valueOf(MAX_DEAD_LETTER_BYTES)));
    }

    private static TopicSpec kept(String name, int partitions, String retentionMillis) {
        return new TopicSpec(name, partitions, Map.of("cleanup.policy", "delete", "retention.ms", retentionMillis));
    }

    /** One partition, so that whoever keeps the last ones reads them in the order in which they were given out. */
    private static TopicSpec emissions() {
        return new TopicSpec(
                Topics.SAMPLING_EMISSIONS,
                1,
                Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        QUARTER,
                        "retention.bytes",
                        String.valueOf(MAX_EMISSIONS_BYTES)));
    }

    private static TopicSpec compacted(String name) {
        return new TopicSpec(name, 1, Map.of("cleanup.policy", "compact"));
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }
}
