package dev.gantry.contracts;

/** Names of record headers: CloudEvents 1.0 in Kafka's binary mode, dead letters, W3C trace context. */
public final class Headers {
    public static final String CE_ID = "ce_id";
    public static final String CE_SOURCE = "ce_source";
    public static final String CE_TYPE = "ce_type";
    public static final String CE_SPECVERSION = "ce_specversion";
    public static final String CE_TIME = "ce_time";
    public static final String CONTENT_TYPE = "content-type";

    /** Stable code of the {@link Failure}. */
    public static final String DEAD_LETTER_REASON = "dead-letter-reason";
    /** A sentence that names field, value and what would be accepted. */
    public static final String DEAD_LETTER_CAUSE = "dead-letter-cause";

    public static final String DEAD_LETTER_TOPIC = "dead-letter-topic";
    public static final String DEAD_LETTER_PARTITION = "dead-letter-partition";
    public static final String DEAD_LETTER_OFFSET = "dead-letter-offset";

    public static final String TRACEPARENT = "traceparent";

    private Headers() {}
}
