package dev.gantry.inference.samples;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.sampling.LatentSampler;
import dev.gantry.contracts.sampling.SamplePlan;
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
import java.util.List;
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
     * Begins to make samples with one version, whatever becomes live meanwhile. The same seed gives the same samples on the same
     * version: to the byte if the request is deterministic, else a pixel may differ by one grey level, since samples share runs
     * with those of other requests. All are made before the deadline, or each part of them if they are streamed.
     *
     * @return to be closed by the caller
     * @throws dev.gantry.contracts.GantryException rejected, {@code invalid-request} or {@code too-many-requests}, or as
     *     {@link dev.gantry.serving.catalog.ModelCatalog#lease(String, VersionChoice, Deadline)}
     */
    SampleRun begin(String model, SampleRequest request) {
        long seed = request.interpolate().map(between -> between.seeds().get(0)).orElseGet(() -> request.seed()
                .orElseGet(() -> seeds.nextLong(LatentSampler.MAX_SEED + 1)));
        Deadline whole = Deadline.in(config.deadline());
        Lease lease = generators.catalog().lease(model, choice(request, seed), whole);
        SampleSource source = SampleSource.of(lease.version());
        SamplePlan plan = plan(lease, request, seed);
        boolean streamed = plan.format().isStreamed();
        return SampleRun.begin(
                source,
                plan,
                part,
                (first, count) -> make(lease, plan, first, count, streamed ? Deadline.in(config.deadline()) : whole),
                lease::close);
    }

    private static SamplePlan plan(Lease lease, SampleRequest request, long seed) {
        try {
            return SamplePlan.of(request, lease.version().manifest().sample(), seed);
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    private float[] make(Lease lease, SamplePlan plan, int first, int count, Deadline deadline) {
        Manifest manifest = lease.version().manifest();
        int latent = GeneratorRole.latent(manifest);
        Tensor latents = new Tensor(List.of((long) count, (long) latent), plan.latents(first, count, latent));
        RunOptions options = new RunOptions(
                deadline, plan.request().priority(), plan.request().deterministic());
        Tensor samples = lease.run(
                Map.of(GeneratorRole.LATENT, latents), manifest.sample().tensor(), options);
        made.labelValues(manifest.model()).inc(count);
        return samples.values();
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
