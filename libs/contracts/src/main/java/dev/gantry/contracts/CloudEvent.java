package dev.gantry.contracts;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The attributes of a CloudEvents 1.0 event whose data is JSON.
 *
 * @param id     unique together with {@code source}
 * @param source who says it, for instance {@code /gantry/trainer}
 * @param type   for instance {@code dev.gantry.training.progress}
 * @param time   when it happened
 */
public record CloudEvent(String id, String source, String type, Instant time) {
    private static final String SPEC_VERSION = "1.0";

    /** The attributes as record headers of the binary content mode. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(Headers.CE_SPECVERSION, SPEC_VERSION);
        headers.put(Headers.CE_ID, id);
        headers.put(Headers.CE_SOURCE, source);
        headers.put(Headers.CE_TYPE, type);
        headers.put(Headers.CE_TIME, time.toString());
        headers.put(Headers.CONTENT_TYPE, "application/json");
        return headers;
    }
}
