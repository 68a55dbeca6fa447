package dev.gantry.contracts.sampling;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * Samples that were asked for by {@link SamplingRequest} and stand in the object store.
 *
 * @param version   that made all of them
 * @param seed      that they came from; absent between seeds
 * @param count     of samples
 * @param object    key in the bucket
 * @param mediaType of the object
 * @param size      of the object in bytes
 * @param sha256    of the object's bytes, lower-case hex
 */
public record SamplingResult(
        String requestId,
        Instant at,
        String model,
        int version,
        String manifestSha256,
        OptionalLong seed,
        SampleFormat format,
        int count,
        String object,
        String mediaType,
        long size,
        String sha256) {}
