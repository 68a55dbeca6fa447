package dev.gantry.networks.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.UnsafeByteOperations;
import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.Node;
import dev.gantry.networks.graph.Output;
import dev.gantry.networks.graph.ParameterSpec;
import dev.gantry.networks.json.CanonicalJson;
import dev.gantry.networks.shape.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a graph with its weights as an ONNX model for inference: opset 17, IR version 8, float32, batch dimension
 * {@code N}. Equal graphs, weights and metadata give equal bytes.
 */
public final class OnnxEmitter {

    /** Metadata key of the graph's digest, {@link CanonicalJson#sha256}. */
    public static final String GRAPH_DIGEST = "gantry.graph.sha256";

    /** Metadata key of the role. */
    public static final String ROLE = "gantry.role";

    private static final long OPSET = 17;
    private static final long IR_VERSION = 8;
    private static final String BATCH = "N";

    private OnnxEmitter() {}

    /**
     * Writes the model and leaves the stream open.
     *
     * @param role       what the network is for; also names the ONNX graph
     * @param parameters values of all weights and buffers
     * @param metadata   further entries for the model's metadata
     * @throws IllegalArgumentException when a parameter has another number of values than its shape
     * @throws IOException              when the stream fails
     */
    public static void write(
            Role role, Graph graph, ParameterSource parameters, Map<String, String> metadata, OutputStream out)
            throws IOException {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("gantry")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(graph(role, graph, parameters));
        Map<String, String> entries = new TreeMap<>(metadata);
        entries.put(GRAPH_DIGEST, CanonicalJson.sha256(graph));
        entries.put(ROLE, role.name());
        entries.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        model.build().writeTo(out);
    }

    private static GraphProto graph(Role role, Graph graph, ParameterSource parameters) {
        GraphProto.Builder proto = GraphProto.newBuilder().setName(role.name());
        graph.inputs().forEach(input -> proto.addInput(valueInfo(input.name(), input.shape())));
        graph.parameters().forEach(parameter -> proto.addInitializer(initializer(parameter, parameters)));
        Map<String, Shape> shapes = graph.shapes();
        for (Node node : graph.nodes()) {
            List<Shape> inputs = node.inputs().stream().map(shapes::get).toList();
            node.op().accept(new NodeEmitter(node, inputs, proto));
        }
        for (Output output : graph.outputs()) {
            proto.addOutput(valueInfo(output.name(), graph.outputShape(output.name())));
            if (!output.name().equals(output.value())) {
                proto.addNode(NodeProto.newBuilder()
                        .setOpType("Identity")
                        .setName(output.name())
                        .addInput(output.value())
                        .addOutput(output.name()));
            }
        }
        return proto.build();
    }

    private static ValueInfoProto valueInfo(String name, Shape shape) {
        TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
        for (int extent : shape.dims()) {
            if (extent == Shape.BATCH) {
                dims.addDimBuilder().setDimParam(BATCH);
            } else {
                dims.addDimBuilder().setDimValue(extent);
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(dims)))
                .build();
    }

    private static TensorProto initializer(ParameterSpec parameter, ParameterSource source) {
        FloatBuffer values = parameter.kind() == ParameterSpec.Kind.CONSTANT
                ? FloatBuffer.wrap(((Initializer.Fixed) parameter.initializer()).values(parameter.shape()))
                : source.values(parameter.name());
        if (values.remaining() != parameter.shape().elements()) {
            throw new IllegalArgumentException(parameter.name() + ": got " + values.remaining() + " values, "
                    + parameter.shape() + " wants " + parameter.shape().elements());
        }
        ByteBuffer raw = ByteBuffer.allocate(values.remaining() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values.duplicate());
        return TensorProto.newBuilder()
                .setName(parameter.name())
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addAllDims(parameter.shape().dims().stream()
                        .map(Integer::longValue)
                        .toList())
                .setRawData(UnsafeByteOperations.unsafeWrap(raw))
                .build();
    }
}
