package dev.gantry.trainer.publish;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** A generator {@code z [N, latent]} to samples {@code [N, ...]} in ONNX Runtime, on one thread, as a server runs it. */
final class GeneratorSession implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession.SessionOptions options;
    private final OrtSession session;

    private GeneratorSession(OrtEnvironment environment, OrtSession.SessionOptions options, OrtSession session) {
        this.environment = environment;
        this.options = options;
        this.session = session;
    }

    /** @param onnx that has passed the parity check */
    static GeneratorSession open(byte[] onnx) {
        return open((environment, options) -> environment.createSession(onnx, options));
    }

    /** @param onnx file of a model that has passed the parity check */
    static GeneratorSession open(Path onnx) {
        return open((environment, options) -> environment.createSession(onnx.toString(), options));
    }

    private interface Opening {
        OrtSession session(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException;
    }

    private static GeneratorSession open(Opening opening) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        try {
            options.setIntraOpNumThreads(1);
            return new GeneratorSession(environment, options, opening.session(environment, options));
        } catch (OrtException e) {
            options.close();
            throw broken(e);
        }
    }

    /** The samples of latents, value after value. */
    float[] run(float[] latents, int count) {
        long[] shape = {count, latents.length / count};
        try (OnnxTensor z = OnnxTensor.createTensor(environment, FloatBuffer.wrap(latents), shape);
                OrtSession.Result result = session.run(Map.of("z", z))) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer().array();
        } catch (OrtException e) {
            throw broken(e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw broken(e);
        } finally {
            options.close();
        }
    }

    private static IllegalStateException broken(OrtException cause) {
        return new IllegalStateException("a model that has passed the parity check does not run", cause);
    }
}
