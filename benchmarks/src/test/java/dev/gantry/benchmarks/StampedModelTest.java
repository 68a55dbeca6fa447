package dev.gantry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Probe;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.contracts.sampling.LatentSampler;
import dev.gantry.imaging.PixelScale;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StampedModelTest {
    private static final StampedModel MODEL = new StampedModel("stamped", 11);

    @TempDir
    private Path temporary;

    @Test
    void everyPixelTellsTheVersion() throws IOException, OrtException {
        for (int version : new int[] {1, 2, 101}) {
            float[] image = run(version);

            assertThat(image).hasSize(3 * 28 * 28);
            assertThat(IntStream.range(0, image.length).map(i -> PixelScale.toByte(image[i]) & 0xff))
                    .containsOnly(StampedModel.level(version));
        }
    }

    @Test
    void theProbeIsWhatTheNetworkMakes() throws IOException, OrtException {
        Manifest manifest = MODEL.manifest(5, new StoredFile("generator", 1, "0".repeat(64)), "job", 5, Instant.EPOCH);

        double mean = 0;
        float[] image = run(5);
        for (float value : image) {
            mean += value / image.length;
        }

        Probe probe = manifest.probe().orElseThrow();
        assertThat(Math.abs(mean - probe.mean())).isLessThan(probe.tolerance());
    }

    @Test
    void aHundredVersionsHaveStampsOfTheirOwn() {
        assertThat(IntStream.rangeClosed(1, 101)
                        .map(StampedModel::level)
                        .distinct()
                        .count())
                .isEqualTo(101);
    }

    private float[] run(int version) throws IOException, OrtException {
        Path file = temporary.resolve(version + ".onnx");
        MODEL.write(version, file);
        float[] latents = LatentSampler.draw(1, 0, 3, 64);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString());
                OnnxTensor z = OnnxTensor.createTensor(environment, FloatBuffer.wrap(latents), new long[] {3, 64});
                OrtSession.Result result = session.run(Map.of("z", z))) {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] image = new float[values.remaining()];
            values.get(image);
            return image;
        }
    }
}
