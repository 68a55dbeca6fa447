package dev.gantry.inference.samples;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.contracts.sampling.LatentSampler;
import dev.gantry.contracts.sampling.SampleFormat;
import dev.gantry.contracts.sampling.SampleRequest;
import dev.gantry.inference.InferenceConfig;
import dev.gantry.inference.models.Generators;
import dev.gantry.serving.catalog.VersionChoice;
import dev.gantry.serving.live.Lease;
import dev.gantry.serving.role.GeneratorRole;
import dev.gantry.serving.session.Deadline;
import dev.gantry.serving.session.RunOptions;
import dev.gantry.serving.session.Tensor;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes samples with a generator's live version. */
@Singleton
final class Sampler {
    private final Generators generators;
    private final InferenceConfig config;
    /** Samples that are in memory as floats at a time: one full batch. */
    private final int part;

    private final Counter made;
    private final RandomGenerator seeds = new SecureRandom();

    Sampler(Generators generators, InferenceConfig config, PrometheusRegistry registry) {
        this.generators = generators;
        this.config = config;
        this.part = Collections.max(config.batchSizes());
        this.made = Counter.builder()
                .name("gantry_inference_samples_total")
                .help("Samples made")
                .labelNames("model")
                .register(registry);
    }

    /**
     * Makes all samples with one version, whatever becomes live meanwhile. The same seed gives the same samples on the same
     * version: to the byte if the request is deterministic, else a pixel may differ by one grey level, since samples share runs
     * with those of other requests.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code invalid-request} or {@code too-many-requests}, or as
     *     {@link dev.gantry.serving.catalog.ModelCatalog#lease(String, VersionChoice, Deadline)}
     */
    SampleSet sample(String model, SampleRequest request) {
        long seed = request.seed().orElseGet(() -> seeds.nextLong(LatentSampler.MAX_SEED + 1));
        Deadline deadline = Deadline.in(config.deadline());
        try (Lease lease = generators.catalog().lease(model, choice(request, seed), deadline)) {
            Manifest manifest = lease.version().manifest();
            SampleSpec sample = manifest.sample();
            SampleFormat format = request.formatOf(sample);
            int count = request.countOf(sample);
            SampleContent content = SampleContent.of(sample, count);
            RunOptions options = new RunOptions(deadline, request.priority(), request.deterministic());
            for (int first = 0; first < count; first += part) {
                int rows = Math.min(part, count - first);
                Map<String, Tensor> latents = GeneratorRole.latents(manifest, seed, first, rows);
                content.add(first, lease.run(latents, sample.tensor(), options).values());
            }
            made.labelValues(model).inc(count);
            return new SampleSet(model, manifest.version(), lease.version().manifestSha256(), seed, format, content);
        }
    }

    /** The same seed is answered by the same version while a canary is tried. */
    private static VersionChoice choice(SampleRequest request, long seed) {
        if (request.version().isPresent() && request.alias().isPresent()) {
            throw Failure.Rejected.invalidField(
                            "alias", request.alias().get().toString(), "must be absent when a version is named")
                    .asException();
        }
        if (request.version().isPresent()) {
            return new VersionChoice.Numbered(request.version().getAsInt());
        }
        return request.alias().<VersionChoice>map(VersionChoice.Named::new).orElse(new VersionChoice.Routed(seed));
    }
}
