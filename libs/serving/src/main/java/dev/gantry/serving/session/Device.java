package dev.gantry.serving.session;

/** What a session computes on. */
public sealed interface Device {

    /** The processor. */
    record Cpu() implements Device {}

    /**
     * A CUDA device; needs {@code onnxruntime_gpu} on the class path.
     *
     * @param id               counts from 0
     * @param memoryLimitBytes of the session's arena
     * @param cpuFallback      whether operators without a CUDA kernel may run on the processor; otherwise such a model is refused
     */
    record Cuda(int id, long memoryLimitBytes, boolean cpuFallback) implements Device {}
}
