package dev.gantry.serving.role;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Probe;
import dev.gantry.contracts.models.Role;
import dev.gantry.contracts.models.TensorSpec;
import dev.gantry.contracts.sampling.LatentSampler;
import dev.gantry.contracts.sampling.OutputStatistics;
import dev.gantry.serving.session.ModelSession;
import dev.gantry.serving.session.Tensor;
import java.util.List;
import java.util.Map;

/** Latents {@code z [N, latent]} to samples: {@code image [N, C, H, W]} in [-1, 1], or {@code points [N, D]}. */
public final class GeneratorRole implements ServedRole {
    public static final String LATENT = "z";
    static final String PROBE_MISMATCH = "probe-mismatch";
    static final String INCOMPLETE = "incomplete-manifest";

    private static final long TRIAL_SEED = 0;
    private static final int MAX_PROBE_COUNT = 256;

    @Override
    public String name() {
        return Role.GENERATOR;
    }

    @Override
    public List<TensorSpec> inputs(Manifest manifest) {
        return List.of(new TensorSpec(LATENT, List.of(-1L, (long) latent(manifest))));
    }

    @Override
    public List<TensorSpec> outputs(Manifest manifest) {
        return List.of(
                new TensorSpec(manifest.sample().tensor(), manifest.sample().batchShape()));
    }

    @Override
    public Map<String, Tensor> trialInputs(Manifest manifest, int rows) {
        return latents(manifest, TRIAL_SEED, 0, rows);
    }

    /** The inputs that make samples {@code first} to {@code first + count - 1} of a seed. */
    public static Map<String, Tensor> latents(Manifest manifest, long seed, long first, int count) {
        int latent = latent(manifest);
        float[] values = LatentSampler.draw(seed, first, count, latent);
        return Map.of(LATENT, new Tensor(List.of((long) count, (long) latent), values));
    }

    /**
     * Length of z.
     *
     * @throws dev.gantry.contracts.GantryException rejected, if the manifest does not say it
     */
    public static int latent(Manifest manifest) {
        return manifest.latent().orElseThrow(() -> incomplete("latent"));
    }

    @Override
    public void prove(Manifest manifest, ModelSession session) {
        Probe probe = probe(manifest);
        if (probe.count() < 1 || probe.count() > MAX_PROBE_COUNT) {
            throw new Failure.Rejected(
                            PROBE_MISMATCH,
                            "the probe has " + probe.count() + " samples: must be 1 to " + MAX_PROBE_COUNT)
                    .asException();
        }
        OutputStatistics found = OutputStatistics.of(samples(manifest, session));
        if (!found.matches(probe)) {
            throw new Failure.Rejected(
                            PROBE_MISMATCH,
                            "the probe gives mean " + found.mean() + " and deviation " + found.deviation()
                                    + ": must be " + probe.mean() + " and " + probe.deviation() + ", each within "
                                    + probe.tolerance())
                    .asException();
        }
    }

    /** What the network makes of the probe's latents, value after value. */
    private static float[] samples(Manifest manifest, ModelSession session) {
        Probe probe = probe(manifest);
        int length = manifest.sample().length();
        float[] samples = new float[probe.count() * length];
        int part = session.buckets().largest();
        for (int first = 0; first < probe.count(); first += part) {
            int rows = Math.min(part, probe.count() - first);
            Tensor made = Trials.output(
                    session,
                    latents(manifest, probe.seed(), first, rows),
                    manifest.sample().tensor());
            System.arraycopy(made.values(), 0, samples, first * length, rows * length);
        }
        return samples;
    }

    private static Probe probe(Manifest manifest) {
        return manifest.probe().orElseThrow(() -> incomplete("probe"));
    }

    private static GantryException incomplete(String field) {
        return new Failure.Rejected(INCOMPLETE, "the manifest has a generator but no " + field).asException();
    }
}
