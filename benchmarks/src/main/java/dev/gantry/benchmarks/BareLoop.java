package dev.gantry.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.gantry.contracts.sampling.LatentSampler;
import dev.gantry.serving.session.OnnxRuntime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** A generator run by ONNX Runtime again and again on the same memory: what a server on this machine cannot surpass. */
final class BareLoop implements AutoCloseable {
    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;
    private final int rows;

    /**
     * @param onnx    takes {@code z [N, latent]} and gives {@code image [N, pixels…]}
     * @param rows    of every run
     * @param pixels  of one image: channels, height, width
     * @param threads that work on one operator
     */
    BareLoop(Path onnx, int rows, int latent, long[] pixels, int threads) throws OrtException {
        OrtEnvironment environment = OnnxRuntime.environment(threads);
        this.rows = rows;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            session = environment.createSession(onnx.toString(), options);
        }
        long[] image = {rows, pixels[0], pixels[1], pixels[2]};
        FloatBuffer z = floats(rows * latent).put(0, LatentSampler.draw(1, 0, rows, latent));
        inputs = Map.of("z", OnnxTensor.createTensor(environment, z, new long[] {rows, latent}));
        FloatBuffer made = floats(Math.toIntExact(rows * pixels[0] * pixels[1] * pixels[2]));
        outputs = Map.of("image", OnnxTensor.createTensor(environment, made, image));
    }

    /** Samples per second over so long. */
    double run(Duration time) throws OrtException {
        long begun = System.nanoTime();
        long runs = 0;
        while (System.nanoTime() - begun < time.toNanos()) {
            session.run(inputs, Set.of(), outputs).close();
            runs++;
        }
        return runs * rows * 1e9 / (System.nanoTime() - begun);
    }

    @Override
    public void close() throws OrtException {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        session.close();
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
