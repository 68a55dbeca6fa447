package dev.gantry.networks.onnx;

import java.nio.FloatBuffer;

/** Where an emitter finds the values of weights and buffers; constants stand in the graph itself. */
@FunctionalInterface
public interface ParameterSource {

    /**
     * The values of a parameter in row-major order, from the buffer's position to its limit. The buffer is read before
     * the next call and not kept.
     */
    FloatBuffer values(String name);
}
