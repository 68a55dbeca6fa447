package dev.gantry.inference.samples;

import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.sampling.SampleFormat;
import dev.gantry.contracts.sampling.SamplePlan;
import dev.gantry.contracts.sampling.SamplingRequest;
import dev.gantry.contracts.sampling.SamplingResult;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.Sha256;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/** Draws samples into the object store, by way of a file, since an object's size must be known before it is written. */
@Singleton
public final class StoredSamples {
    private final Sampler sampler;
    private final SampleWriters writers;
    private final ObjectStore store;
    private final Clock clock;

    StoredSamples(Sampler sampler, SampleWriters writers, ObjectStore store, Clock clock) {
        this.sampler = sampler;
        this.writers = writers;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Draws what is asked for and stores it under its digest.
     *
     * @param stop asked again and again; once it is true, drawing ends with {@link StoppedException}
     * @throws dev.gantry.contracts.GantryException as {@link Sampler#begin}; or {@code store-unavailable}
     */
    public SamplingResult draw(String requestId, SamplingRequest request, BooleanSupplier stop) {
        try (SampleRun run = sampler.begin(request.model(), request.samples())) {
            SampleWriter writer = writers.writer(run.plan().format());
            Path file = Files.createTempFile("samples-", "");
            try {
                try (OutputStream out = new StoppableOutput(Files.newOutputStream(file), stop)) {
                    writer.write(run, out);
                }
                return stored(requestId, run, file, writer.mediaType());
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write samples to a temporary file", e);
        }
    }

    private SamplingResult stored(String requestId, SampleRun run, Path file, String mediaType) throws IOException {
        SamplePlan plan = run.plan();
        String sha256 = Sha256.of(file);
        String extension =
                plan.format() == SampleFormat.GRID ? "png" : plan.format().toString();
        String key = StoreKeys.samples(requestId, sha256, extension);
        store.put(key, file, mediaType);
        return new SamplingResult(
                requestId,
                clock.instant(),
                run.source().model(),
                run.source().version(),
                run.source().manifestSha256(),
                plan.seedOfAll(),
                plan.format(),
                plan.count(),
                key,
                mediaType,
                Files.size(file),
                sha256);
    }
}
