package dev.gantry.engine.features;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.gantry.imaging.PixelScale;
import dev.gantry.networks.shape.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An ONNX network from pictures {@code [N, C, H, W]} in [-1, 1] to features {@code [N, F]}, run in ONNX Runtime on the CPU.
 * Pictures are rounded to bytes first, as they are when they are served.
 */
public final class OnnxExtractor implements FeatureSpace {
    /** More features than this make covariances that cost more than they tell. */
    public static final int MAX_FEATURES = 4096;

    private static final String FEATURES = "features";
    private static final int BATCH = 64;
    private static final int THREADS = 2;

    private final String name;
    private final Shape sample;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String input;
    private final String output;

    private OnnxExtractor(String name, Shape sample, OrtSession session, String input, String output) {
        this.name = name;
        this.sample = sample;
        this.session = session;
        this.input = input;
        this.output = output;
    }

    /**
     * Opens a network.
     *
     * @param name what the space is called
     * @param sample {@code [N, C, H, W]}, what the pictures are
     * @throws UnusableExtractorException if ONNX Runtime does not take it, or it takes or gives other shapes
     */
    public static OnnxExtractor open(String name, byte[] onnx, Shape sample) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(THREADS);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            OrtSession session = OrtEnvironment.getEnvironment().createSession(onnx, options);
            try {
                return of(name, sample, session);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new UnusableExtractorException("ONNX Runtime does not take it: " + e.getMessage(), e);
        }
    }

    private static OnnxExtractor of(String name, Shape sample, OrtSession session) throws OrtException {
        if (session.getNumInputs() != 1) {
            throw new UnusableExtractorException("it has the inputs " + session.getInputNames() + ", must have one");
        }
        NodeInfo input = session.getInputInfo().values().iterator().next();
        long[] wanted = sample.dims().stream().mapToLong(Integer::longValue).toArray();
        wanted[0] = -1;
        long[] taken = floatShape(input)
                .filter(shape -> takes(shape, wanted))
                .orElseThrow(() -> new UnusableExtractorException(
                        "its input " + describe(input) + " does not take pictures of the data, float " + text(wanted)));
        if (taken[0] != -1) {
            throw new UnusableExtractorException(
                    "its input " + describe(input) + " takes batches of " + taken[0] + " only, must take any");
        }
        return new OnnxExtractor(name, sample, session, input.getName(), output(session));
    }

    /** {@code features}, or the only one. */
    private static String output(OrtSession session) throws OrtException {
        Set<String> names = session.getOutputNames();
        if (!names.contains(FEATURES) && names.size() != 1) {
            throw new UnusableExtractorException(
                    "it has the outputs " + names + ", must have one that is called " + FEATURES + ", or only one");
        }
        NodeInfo output = session.getOutputInfo().values().stream()
                .filter(node -> names.size() == 1 || node.getName().equals(FEATURES))
                .findFirst()
                .orElseThrow();
        if (floatShape(output)
                .filter(shape -> shape.length == 2 && shape[1] <= MAX_FEATURES)
                .isEmpty()) {
            throw new UnusableExtractorException(
                    "its output " + describe(output) + " must be float [N, F] with F at most " + MAX_FEATURES);
        }
        return output.getName();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FeatureMatrix features(FeatureMatrix samples) {
        FeatureMatrix features = output(samples, output);
        for (float value : features.values()) {
            if (!Float.isFinite(value)) {
                throw new UnusableExtractorException(
                        "its output " + output + " contains " + value + ", must be finite");
            }
        }
        return features;
    }

    /** Another output {@code [N, F]} of the same network. */
    public FeatureMatrix output(FeatureMatrix samples, String wanted) {
        float[] rounded = new float[samples.values().length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = PixelScale.toFloat(PixelScale.toByte(samples.values()[i]));
        }
        float[] all = {};
        for (int begin = 0; begin < samples.rows(); begin += BATCH) {
            int count = Math.min(BATCH, samples.rows() - begin);
            float[] values =
                    run(FloatBuffer.wrap(rounded, begin * samples.columns(), count * samples.columns()), count, wanted);
            if (begin == 0) {
                all = new float[Math.multiplyExact(values.length / count, samples.rows())];
            }
            System.arraycopy(values, 0, all, begin * (values.length / count), values.length);
        }
        return new FeatureMatrix(samples.rows(), all.length / samples.rows(), all);
    }

    private float[] run(FloatBuffer pictures, int count, String wanted) {
        long[] shape = sample.dims().stream().mapToLong(Integer::longValue).toArray();
        shape[0] = count;
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, pictures, shape);
                OrtSession.Result result = session.run(Map.of(input, tensor), Set.of(wanted))) {
            OnnxTensor values = (OnnxTensor) result.get(0);
            long[] found = values.getInfo().getShape();
            if (found.length != 2 || found[0] != count || found[1] < 1 || found[1] > MAX_FEATURES) {
                throw new UnusableExtractorException("its output " + wanted + " is " + text(found) + " for " + count
                        + " pictures, must be [" + count + ", F] with F at most " + MAX_FEATURES);
            }
            float[] copied = new float[(int) (found[0] * found[1])];
            values.getFloatBuffer().get(copied);
            return copied;
        } catch (OrtException e) {
            throw new UnusableExtractorException("ONNX Runtime cannot run it: " + e.getMessage(), e);
        }
    }

    private static Optional<long[]> floatShape(NodeInfo node) {
        return node.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT
                ? Optional.of(tensor.getShape())
                : Optional.empty();
    }

    /** Where either says -1, anything goes. */
    private static boolean takes(long[] shape, long[] wanted) {
        boolean taken = shape.length == wanted.length;
        for (int i = 0; taken && i < shape.length; i++) {
            taken = shape[i] == -1 || wanted[i] == -1 || shape[i] == wanted[i];
        }
        return taken;
    }

    private static String describe(NodeInfo node) {
        return node.getName()
                + (node.getInfo() instanceof TensorInfo tensor
                        ? ", " + tensor.type.toString().toLowerCase(Locale.ROOT) + " " + text(tensor.getShape())
                        : ", " + node.getInfo());
    }

    private static String text(long[] shape) {
        return Arrays.toString(shape).replace("-1", "N");
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("an ONNX Runtime session cannot be closed", e);
        }
    }
}
