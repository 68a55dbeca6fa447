package dev.gantry.serving.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;

/** ONNX Runtime's options for a server in which all sessions share the threads of {@link OnnxRuntime}. */
final class SessionOptionsFactory {
    static final String UNAVAILABLE = "device-unavailable";

    private SessionOptionsFactory() {}

    /** @throws GantryException fatal, {@value #UNAVAILABLE}, if this installation has no such device */
    static SessionOptions create(String name, SessionSettings settings) throws OrtException {
        SessionOptions options = new SessionOptions();
        try {
            options.setLoggerId(name);
            options.setOptimizationLevel(OptLevel.ALL_OPT);
            options.disablePerSessionThreads();
            if (settings.device() instanceof Device.Cuda cuda) {
                addCuda(options, cuda);
            }
            return options;
        } catch (OrtException | RuntimeException e) {
            options.close();
            throw e;
        }
    }

    private static void addCuda(SessionOptions options, Device.Cuda cuda) {
        try (OrtCUDAProviderOptions provider = new OrtCUDAProviderOptions(cuda.id())) {
            provider.add("arena_extend_strategy", "kSameAsRequested");
            provider.add("gpu_mem_limit", String.valueOf(cuda.memoryLimitBytes()));
            provider.add("cudnn_conv_algo_search", "HEURISTIC");
            options.addCUDA(provider);
            if (!cuda.cpuFallback()) {
                options.addConfigEntry("session.disable_cpu_ep_fallback", "1");
            }
        } catch (OrtException e) {
            throw new GantryException(
                    new Failure.Fatal(UNAVAILABLE, "CUDA device " + cuda.id() + ": " + e.getMessage()), e);
        }
    }
}
