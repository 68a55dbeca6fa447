package dev.gantry.serving.role;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.models.ImageSpec;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Role;
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
    static final String MISSING_CARD = "missing-detector-card";

    private static final long TRIAL_SEED = 0;

    @Override
    public String name() {
        return Role.DETECTOR;
    }

    @Override
    public List<TensorSpec> inputs(Manifest manifest) {
        ImageSpec image = manifest.image();
        return List.of(new TensorSpec(
                IMAGE, List.of(-1L, (long) image.channels(), (long) image.height(), (long) image.width())));
    }

    @Override
    public List<TensorSpec> outputs(Manifest manifest) {
        return List.of(new TensorSpec(SCORE, List.of(-1L)));
    }

    /** Noise: every value a network of pictures may be given. */
    @Override
    public Map<String, Tensor> trialInputs(Manifest manifest, int rows) {
        ImageSpec image = manifest.image();
        int length = image.channels() * image.height() * image.width();
        float[] values = LatentSampler.draw(TRIAL_SEED, 0, rows, length);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(-1, Math.min(1, values[i]));
        }
        List<Long> shape = List.of((long) rows, (long) image.channels(), (long) image.height(), (long) image.width());
        return Map.of(IMAGE, new Tensor(shape, values));
    }

    @Override
    public void prove(Manifest manifest, ModelSession session) {
        if (manifest.detector().isEmpty()) {
            throw new Failure.Rejected(MISSING_CARD, "the manifest does not say how scores become verdicts")
                    .asException();
        }
    }
}
