package dev.gantry.contracts.models;

/**
 * Says on {@link dev.gantry.contracts.Topics#MODELS}, keyed by {@link #key}, that other versions of a model answer from now on.
 *
 * @param routing from now on
 */
public record RoutingChanged(String model, Routing routing) {
    private static final String SUFFIX = "/routing";

    /** Not the model's name, under which compaction keeps its newest version. */
    public static String key(String model) {
        return model + SUFFIX;
    }

    /** The model that a record on the topic is about. */
    public static String modelOf(String key) {
        return key.endsWith(SUFFIX) ? key.substring(0, key.length() - SUFFIX.length()) : key;
    }
}
