package dev.gantry.networks.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.gantry.networks.graph.Node;
import dev.gantry.networks.op.Add;
import dev.gantry.networks.op.BatchNorm;
import dev.gantry.networks.op.Concat;
import dev.gantry.networks.op.Conv;
import dev.gantry.networks.op.ConvTranspose;
import dev.gantry.networks.op.LeakyRelu;
import dev.gantry.networks.op.Linear;
import dev.gantry.networks.op.Log;
import dev.gantry.networks.op.MatMul;
import dev.gantry.networks.op.MaxPool;
import dev.gantry.networks.op.Mul;
import dev.gantry.networks.op.Op;
import dev.gantry.networks.op.ReduceMean;
import dev.gantry.networks.op.Relu;
import dev.gantry.networks.op.Reshape;
import dev.gantry.networks.op.Sqrt;
import dev.gantry.networks.op.Sub;
import dev.gantry.networks.op.Tanh;
import dev.gantry.networks.shape.Shape;
import java.util.Collections;
import java.util.List;

/** Adds one node, and the initializers that only ONNX needs, to a graph. */
final class NodeEmitter implements Op.Visitor<NodeProto.Builder> {

    private final Node node;
    private final List<Shape> inputs;
    private final GraphProto.Builder graph;

    NodeEmitter(Node node, List<Shape> inputs, GraphProto.Builder graph) {
        this.node = node;
        this.inputs = inputs;
        this.graph = graph;
    }

    @Override
    public NodeProto.Builder add(Add op) {
        return plain("Add");
    }

    @Override
    public NodeProto.Builder batchNorm(BatchNorm op) {
        NodeProto.Builder proto = plain("BatchNormalization");
        real(proto, "epsilon", op.epsilon());
        // ONNX weighs the old value.
        real(proto, "momentum", 1 - op.momentum());
        return proto;
    }

    @Override
    public NodeProto.Builder concat(Concat op) {
        NodeProto.Builder proto = plain("Concat");
        integer(proto, "axis", op.axis());
        return proto;
    }

    @Override
    public NodeProto.Builder conv(Conv op) {
        NodeProto.Builder proto = plain("Conv");
        window(proto, kernel(), op.stride(), op.padding());
        integers(proto, "dilations", twice(op.dilation()));
        integer(proto, "group", op.groups());
        return proto;
    }

    @Override
    public NodeProto.Builder convTranspose(ConvTranspose op) {
        NodeProto.Builder proto = plain("ConvTranspose");
        window(proto, kernel(), op.stride(), op.padding());
        integers(proto, "dilations", twice(op.dilation()));
        integers(proto, "output_padding", twice(op.outputPadding()));
        integer(proto, "group", op.groups());
        return proto;
    }

    @Override
    public NodeProto.Builder leakyRelu(LeakyRelu op) {
        NodeProto.Builder proto = plain("LeakyRelu");
        real(proto, "alpha", op.slope());
        return proto;
    }

    @Override
    public NodeProto.Builder linear(Linear op) {
        NodeProto.Builder proto = plain("Gemm");
        integer(proto, "transB", 1);
        return proto;
    }

    @Override
    public NodeProto.Builder log(Log op) {
        return plain("Log");
    }

    @Override
    public NodeProto.Builder matMul(MatMul op) {
        return plain("MatMul");
    }

    @Override
    public NodeProto.Builder maxPool(MaxPool op) {
        NodeProto.Builder proto = plain("MaxPool");
        window(proto, twice(op.kernel()), op.stride(), op.padding());
        return proto;
    }

    @Override
    public NodeProto.Builder mul(Mul op) {
        return plain("Mul");
    }

    @Override
    public NodeProto.Builder reduceMean(ReduceMean op) {
        NodeProto.Builder proto = plain("ReduceMean");
        integers(proto, "axes", op.axes());
        integer(proto, "keepdims", op.keepDims() ? 1 : 0);
        return proto;
    }

    @Override
    public NodeProto.Builder relu(Relu op) {
        return plain("Relu");
    }

    @Override
    public NodeProto.Builder reshape(Reshape op) {
        // A slash is in no name of ours, so this one is free.
        String dims = node.name() + "/shape";
        // 0 copies the batch dimension.
        graph.addInitializer(TensorProto.newBuilder()
                .setName(dims)
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .addDims(op.sampleDims().size() + 1)
                .addInt64Data(0)
                .addAllInt64Data(longs(op.sampleDims())));
        return plain("Reshape").addInput(dims);
    }

    @Override
    public NodeProto.Builder sqrt(Sqrt op) {
        return plain("Sqrt");
    }

    @Override
    public NodeProto.Builder sub(Sub op) {
        return plain("Sub");
    }

    @Override
    public NodeProto.Builder tanh(Tanh op) {
        return plain("Tanh");
    }

    private NodeProto.Builder plain(String type) {
        return graph.addNodeBuilder()
                .setOpType(type)
                .setName(node.name())
                .addAllInput(node.inputs())
                .addOutput(node.name());
    }

    private List<Integer> kernel() {
        List<Integer> weight = inputs.get(1).dims();
        return weight.subList(2, weight.size());
    }

    private static void window(NodeProto.Builder proto, List<Integer> kernel, int stride, int padding) {
        integers(proto, "kernel_shape", kernel);
        integers(proto, "strides", twice(stride));
        integers(proto, "pads", Collections.nCopies(4, padding));
    }

    private static List<Integer> twice(int value) {
        return List.of(value, value);
    }

    private static void integer(NodeProto.Builder proto, String name, long value) {
        proto.addAttributeBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value);
    }

    private static void integers(NodeProto.Builder proto, String name, List<Integer> values) {
        proto.addAttributeBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(longs(values));
    }

    private static void real(NodeProto.Builder proto, String name, float value) {
        proto.addAttributeBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value);
    }

    private static List<Long> longs(List<Integer> values) {
        return values.stream().map(Integer::longValue).toList();
    }
}
