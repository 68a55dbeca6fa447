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
        // ONNX weighs the old value.
        return plain("BatchNormalization")
                .addAttribute(real("epsilon", op.epsilon()))
                .addAttribute(real("momentum", 1 - op.momentum()));
    }

    @Override
    public NodeProto.Builder concat(Concat op) {
        return plain("Concat").addAttribute(integer("axis", op.axis()));
    }

    @Override
    public NodeProto.Builder conv(Conv op) {
        return window("Conv", kernel(), op.stride(), op.padding())
                .addAttribute(integers("dilations", twice(op.dilation())))
                .addAttribute(integer("group", op.groups()));
    }

    @Override
    public NodeProto.Builder convTranspose(ConvTranspose op) {
        return window("ConvTranspose", kernel(), op.stride(), op.padding())
                .addAttribute(integers("dilations", twice(op.dilation())))
                .addAttribute(integers("output_padding", twice(op.outputPadding())))
                .addAttribute(integer("group", op.groups()));
    }

    @Override
    public NodeProto.Builder leakyRelu(LeakyRelu op) {
        return plain("LeakyRelu").addAttribute(real("alpha", op.slope()));
    }

    @Override
    public NodeProto.Builder linear(Linear op) {
        return plain("Gemm").addAttribute(integer("transB", 1));
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
        return window("MaxPool", twice(op.kernel()), op.stride(), op.padding());
    }

    @Override
    public NodeProto.Builder mul(Mul op) {
        return plain("Mul");
    }

    @Override
    public NodeProto.Builder reduceMean(ReduceMean op) {
        return plain("ReduceMean")
                .addAttribute(integers("axes", op.axes()))
                .addAttribute(integer("keepdims", op.keepDims() ? 1 : 0));
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

    private NodeProto.Builder window(String type, List<Integer> kernel, int stride, int padding) {
        return plain(type)
                .addAttribute(integers("kernel_shape", kernel))
                .addAttribute(integers("strides", twice(stride)))
                .addAttribute(integers("pads", Collections.nCopies(4, padding)));
    }

    private static List<Integer> twice(int value) {
        return List.of(value, value);
    }

    private static AttributeProto.Builder integer(String name, long value) {
        return attribute(name, AttributeProto.AttributeType.INT).setI(value);
    }

    private static AttributeProto.Builder integers(String name, List<Integer> values) {
        return attribute(name, AttributeProto.AttributeType.INTS).addAllInts(longs(values));
    }

    private static AttributeProto.Builder real(String name, float value) {
        return attribute(name, AttributeProto.AttributeType.FLOAT).setF(value);
    }

    private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }

    private static List<Long> longs(List<Integer> values) {
        return values.stream().map(Integer::longValue).toList();
    }
}
