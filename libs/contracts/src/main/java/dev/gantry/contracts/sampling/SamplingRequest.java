package dev.gantry.contracts.sampling;

import dev.gantry.contracts.JsonContract;
import java.util.Optional;

/**
 * Asks for samples of a served model, which go into the object store. Ranges stand in {@code schemas/SamplingRequest.json}.
 *
 * @param requestId names the request; absent: the taker derives one
 * @param samples   what to draw, as over HTTP
 */
public record SamplingRequest(Optional<String> requestId, String model, SampleRequest samples) {
    public static final int MAX_BYTES = 16 * 1024;

    /** How requests are decoded and validated. */
    public static final JsonContract<SamplingRequest> CONTRACT = JsonContract.of(SamplingRequest.class, MAX_BYTES);
}
