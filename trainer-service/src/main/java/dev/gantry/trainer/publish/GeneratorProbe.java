package dev.gantry.trainer.publish;

import dev.gantry.contracts.models.Probe;
import dev.gantry.contracts.sampling.LatentSampler;
import dev.gantry.contracts.sampling.OutputStatistics;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.trainer.work.TrainingData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Draws a generator's first samples of seed 0 as a server will: what it must see again, and what people see of it. */
final class GeneratorProbe {
    private static final long SEED = 0;
    /** A plot of points says nothing with fewer. */
    private static final int POINTS = 256;

    private static final int PICTURES = 16;
    /** Far above the differences between processors, far below those between weights. */
    private static final double TOLERANCE = 1e-3;

    private GeneratorProbe() {}

    /**
     * Runs the model in ONNX Runtime.
     *
     * @param onnx    {@code z [N, latent]} to samples {@code [N, ...]}
     * @param data    shows the samples
     * @param preview where the PNG that shows them goes
     */
    static Probe draw(byte[] onnx, int latent, TrainingData data, Path preview) throws IOException {
        int count = data.sample().accept(images -> PICTURES, points -> POINTS);
        float[] samples;
        try (GeneratorSession session = GeneratorSession.open(onnx)) {
            samples = session.run(LatentSampler.draw(SEED, 0, count, latent), count);
        }
        Files.write(preview, PictureEncoder.png(data.all().show(samples)));
        return OutputStatistics.of(samples).probe(SEED, count, TOLERANCE);
    }
}
