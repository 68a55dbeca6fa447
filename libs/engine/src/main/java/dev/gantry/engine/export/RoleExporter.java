package dev.gantry.engine.export;

import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.json.CanonicalJson;
import dev.gantry.networks.onnx.OnnxEmitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** Turns snapshots into ONNX models that have been compared with libtorch. */
public final class RoleExporter {
    private RoleExporter() {}

    /**
     * Emits a network for inference and runs it against libtorch.
     *
     * @param metadata further entries for the model's metadata
     * @throws ParityException if the two do not agree
     */
    public static ExportedRole export(RoleSnapshot snapshot, Map<String, String> metadata) {
        byte[] onnx = emit(snapshot, metadata);
        double error = ParityCheck.largestError(onnx, snapshot);
        Graph graph = snapshot.graph();
        List<Value> outputs = graph.outputs().stream()
                .map(output -> new Value(output.name(), graph.outputShape(output.name())))
                .toList();
        return new ExportedRole(snapshot.role(), onnx, CanonicalJson.sha256(graph), graph.inputs(), outputs, error);
    }

    static byte[] emit(RoleSnapshot snapshot, Map<String, String> metadata) {
        ByteArrayOutputStream onnx = new ByteArrayOutputStream();
        try {
            OnnxEmitter.write(
                    snapshot.role(), snapshot.graph(), name -> FloatBuffer.wrap(snapshot.values(name)), metadata, onnx);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return onnx.toByteArray();
    }
}
