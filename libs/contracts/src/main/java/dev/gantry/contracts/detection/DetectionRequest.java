package dev.gantry.contracts.detection;

import dev.gantry.contracts.JsonContract;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Asks for a verdict on a picture in the object store. Ranges stand in {@code schemas/DetectionRequest.json}.
 *
 * @param requestId names the request; absent: the taker derives one
 * @param object    key of the picture in the bucket, below {@code data/}, {@code media/} or {@code jobs/}
 * @param sha256    of the picture's bytes, lower-case hex
 * @param model     whose detector to ask; absent: every live one
 * @param falsePositiveRate share of real pictures that may be called synthetic, one of {@link #FALSE_POSITIVE_RATES}; absent:
 *     the service's own
 */
public record DetectionRequest(
        Optional<String> requestId,
        String object,
        String sha256,
        Optional<String> model,
        OptionalDouble falsePositiveRate) {
    public static final int MAX_BYTES = 16 * 1024;

    /** Rates that a verdict may be asked for. */
    public static final List<Double> FALSE_POSITIVE_RATES = List.of(0.05, 0.01, 0.002);

    /** How requests are decoded and validated. */
    public static final JsonContract<DetectionRequest> CONTRACT = JsonContract.of(DetectionRequest.class, MAX_BYTES);
}
