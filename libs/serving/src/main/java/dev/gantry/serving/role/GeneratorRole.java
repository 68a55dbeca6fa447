package dev.gantry.serving.role;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.models.ImageSpec;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Probe;
import dev.gantry.contracts.models.Role;
import dev.gantry.contracts.models.TensorSpec;
import dev.gantry.contracts.sampling.LatentSampler;
import dev.gantry.contracts.sampling.OutputStatistics;
import dev.gantry.contracts.sampling.SampleRequest;
import dev.gantry.serving.session.ModelSession;
import dev.gantry.serving.session.Tensor;
import java.util.List;
import java.util.Map;

/** Latents {@code z [N, latent]} to pictures {@code image [N, C, H, W]} in [-1, 1]. */
public final class GeneratorRole implements ServedRole {
    public static final String LATENT = "z";
    public static final String IMAGE = "image";
    static final String PROBE_MISMATCH = "probe-mismatch";

    private static final long TRIAL_SEED = 0;

    @Override
    public String name() {
        return Role.GENERATOR;
    }

    @Override
    public List<TensorSpec> inputs(Manifest manifest) {
        return List.of(new TensorSpec(LATENT, List.of(-1L, (long) manifest.latent())));
    }

    @Override
    public List<TensorSpec> outputs(Manifest manifest) {
        ImageSpec image = manifest.image();
        return List.of(new TensorSpec(
                IMAGE, List.of(-1L, (long) image.channels(), (long) image.height(), (long) image.width())));
    }

    @Override
    public Map<String, Tensor> trialInputs(Manifest manifest, int rows) {
        return latents(manifest, TRIAL_SEED, 0, rows);
    }

    /** The inputs that make samples {@code first} to {@code first + count - 1} of a seed. */
    public static Map<String, Tensor> latents(Manifest manifest, long seed, long first, int count) {
        float[] values = LatentSampler.draw(seed, first, count, manifest.latent());
        return Map.of(LATENT, new Tensor(List.of((long) count, (long) manifest.latent()), values));
    }

    @Override
    public void prove(Manifest manifest, ModelSession session) {
        Probe probe = manifest.probe();
        if (probe.count() < 1 || probe.count() > SampleRequest.MAX_COUNT) {
            throw new Failure.Rejected(
                            PROBE_MISMATCH,
                            "the probe has " + probe.count() + " samples: must be 1 to " + SampleRequest.MAX_COUNT)
                    .asException();
        }
        Tensor image = Trials.output(session, latents(manifest, probe.seed(), 0, probe.count()), IMAGE);
        OutputStatistics found = OutputStatistics.of(image.values());
        if (!found.matches(probe)) {
            throw new Failure.Rejected(
                            PROBE_MISMATCH,
                            "the probe gives mean " + found.mean() + " and deviation " + found.deviation()
                                    + ": must be " + probe.mean() + " and " + probe.deviation() + ", each within "
                                    + probe.tolerance())
                    .asException();
        }
    }
}
