package dev.gantry.contracts;

/** Names of Kafka topics and share groups. */
public final class Topics {
    public static final String TRAINING_REQUESTS = "gantry.training.requests";
    public static final String TRAINING_EVENTS = "gantry.training.events";
    /** Compacted, keyed by model name. */
    public static final String MODELS = "gantry.models";

    public static final String DETECTION_REQUESTS = "gantry.detection.requests";
    public static final String DETECTION_VERDICTS = "gantry.detection.verdicts";
    /** Compacted, keyed by the verdict's request id. */
    public static final String DETECTION_FEEDBACK = "gantry.detection.feedback";

    public static final String SAMPLING_REQUESTS = "gantry.sampling.requests";
    public static final String SAMPLING_RESULTS = "gantry.sampling.results";
    /** Keyed by the digest of the picture's pixels. */
    public static final String SAMPLING_EMISSIONS = "gantry.sampling.emissions";

    /** Keyed by tenant, else by caller, else by the address of the peer; for the operator alone. */
    public static final String AUDIT = "gantry.audit";

    /** Share group of all trainers. */
    public static final String TRAINERS_GROUP = "gantry-trainers";
    /** Share group of all detectors. */
    public static final String DETECTORS_GROUP = "gantry-detectors";
    /** Share group of all inference services. */
    public static final String SAMPLERS_GROUP = "gantry-samplers";

    private Topics() {}

    /** Where the records of a topic go that can never be handled. */
    public static String deadLetters(String topic) {
        return topic + ".dlq";
    }
}
