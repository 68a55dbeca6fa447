package dev.gantry.serving.testing;

import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.onnx.OnnxEmitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.Map;

final class Onnx {
    private Onnx() {}

    static byte[] write(Role role, Graph graph, Map<String, float[]> parameters) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            OnnxEmitter.write(
                    role, graph, name -> FloatBuffer.wrap(parameters.getOrDefault(name, new float[0])), Map.of(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
