package dev.gantry.serving.role;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Role;
import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.contracts.models.TensorSpec;
import dev.gantry.contracts.sampling.LatentSampler;
import dev.gantry.serving.session.ModelSession;
import dev.gantry.serving.session.Tensor;
import java.util.List;
import java.util.Map;

/** Pictures {@code image [N, C, H, W]} in [-1, 1] to raw scores {@code score [N]}, higher for synthetic ones. */
public final class DetectorRole implements ServedRole {
    public static final String IMAGE = "image";
    public static final String SCORE = "score";
    static final String NO_PICTURES = "no-pictures";
    static final String MISSING_CARD = "missing-detector-card";

    private static final long TRIAL_SEED = 0;

    @Override
    public String name() {
        return Role.DETECTOR;
    }

    @Override
    public List<TensorSpec> inputs(Manifest manifest) {
        return List.of(new TensorSpec(IMAGE, pictures(manifest).batchShape()));
    }

    @Override
    public List<TensorSpec> outputs(Manifest manifest) {
        return List.of(new TensorSpec(SCORE, List.of(-1L)));
    }

    /** Noise: every value a network of pictures may be given. */
    @Override
    public Map<String, Tensor> trialInputs(Manifest manifest, int rows) {
        SampleSpec.Images pictures = pictures(manifest);
        float[] values = LatentSampler.draw(TRIAL_SEED, 0, rows, pictures.length());
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(-1, Math.min(1, values[i]));
        }
        return Map.of(IMAGE, new Tensor(pictures.shape(rows), values));
    }

    /**
     * What a detector judges.
     *
     * @throws dev.gantry.contracts.GantryException rejected, if the manifest is not of pictures
     */
    public static SampleSpec.Images pictures(Manifest manifest) {
        return manifest.sample().accept(images -> images, points -> {
            throw new Failure.Rejected(NO_PICTURES, "a detector judges pictures, not " + points).asException();
        });
    }

    @Override
    public void prove(Manifest manifest, ModelSession session) {
        if (manifest.detector().isEmpty()) {
            throw new Failure.Rejected(MISSING_CARD, "the manifest does not say how scores become verdicts")
                    .asException();
        }
    }
}
