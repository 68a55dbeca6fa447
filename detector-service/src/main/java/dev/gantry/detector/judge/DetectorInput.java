package dev.gantry.detector.judge;

import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.imaging.Conversion;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PixelScale;
import dev.gantry.serving.live.Lease;
import dev.gantry.serving.role.DetectorRole;
import dev.gantry.serving.session.RunOptions;
import dev.gantry.serving.session.Tensor;
import java.util.Map;

/** Pictures as a detector takes them. */
final class DetectorInput {
    private final SampleSpec.Images shape;

    /** @throws dev.gantry.contracts.GantryException rejected, if the manifest is not of pictures */
    DetectorInput(Manifest manifest) {
        this.shape = DetectorRole.pictures(manifest);
    }

    /** A picture in the detector's channels, height and width. */
    Picture converted(Picture picture) {
        return new Conversion(
                        shape.channels(),
                        shape.height(),
                        shape.width(),
                        Conversion.Fit.valueOf(shape.fit().name()))
                .apply(picture);
    }

    /** The values {@code [C, H, W]} of a converted picture, in [-1, 1]. */
    float[] values(Picture converted) {
        byte[] pixels = converted.pixels();
        float[] values = new float[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = PixelScale.toFloat(pixels[i]);
        }
        return values;
    }

    /**
     * Runs the detector.
     *
     * @param rows pictures {@code [N, C, H, W]}
     * @return a score for each
     */
    float[] scores(Lease lease, float[] rows, RunOptions options) {
        Tensor image = new Tensor(shape.shape(rows.length / shape.length()), rows);
        return lease.run(Map.of(DetectorRole.IMAGE, image), DetectorRole.SCORE, options)
                .values();
    }
}
