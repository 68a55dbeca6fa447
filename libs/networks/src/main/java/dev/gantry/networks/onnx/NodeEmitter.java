package dev.gantry.networks.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.gantry.networks.graph.Node;
import dev.gantry.networks.op.Add;
import dev.gantry.networks.op.AveragePool;
import dev.gantry.networks.op.BatchNorm;
import dev.gantry.networks.op.Concat;
import dev.gantry.networks.op.Conv;
import dev.gantry.networks.op.ConvTranspose;
import dev.gantry.networks.op.LayerNorm;
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
import dev.gantry.networks.op.Upsample;
import dev.gantry.networks.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Adds one node, and the initializers that only ONNX needs, to a graph. */
final class NodeEmitter implements Op.Visitor<NodeProto.Builder> {

    /** In the names of values that ONNX needs and the graph does not have, whose own names never have it. */
    static final String OWN = "/";

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
    public NodeProto.Builder averagePool(AveragePool op) {
        return window("AveragePool", twice(op.kernel()), op.stride(), 0);
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
    public NodeProto.Builder layerNorm(LayerNorm op) {
        // As the one instance of a sample: LayerNormalization wants a scale for every element.
        String flat = own("flat");
        reshape(flat, node.inputs().get(0), initializer("row", List.of(0L, 1L, -1L)));
        String normal = own("normal");
        graph.addNodeBuilder()
                .setOpType("InstanceNormalization")
                .setName(normal)
                .addInput(flat)
                .addInput(initializer("one", 1f))
                .addInput(initializer("zero", 0f))
                .addOutput(normal)
                .addAttribute(real("epsilon", op.epsilon()));
        return reshape(
                node.name(),
                normal,
                initializer(
                        "shape",
                        perSample(inputs.get(0).dims().subList(1, inputs.get(0).rank()))));
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
        return reshape(node.name(), node.inputs().get(0), initializer("shape", perSample(op.sampleDims())));
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

    @Override
    public NodeProto.Builder upsample(Upsample op) {
        return graph.addNodeBuilder()
                .setOpType("Resize")
                .setName(node.name())
                .addInput(node.inputs().get(0))
                .addInput("") // no region of interest
                .addInput(initializer("scales", 1f, 1f, op.factor(), op.factor()))
                .addOutput(node.name())
                .addAttribute(text("mode", "nearest"))
                .addAttribute(text("coordinate_transformation_mode", "asymmetric"))
                .addAttribute(text("nearest_mode", "floor"));
    }

    private NodeProto.Builder reshape(String name, String input, String dims) {
        return graph.addNodeBuilder()
                .setOpType("Reshape")
                .setName(name)
                .addInput(input)
                .addInput(dims)
                .addOutput(name);
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

    /** A name that only this node uses: a slash is in no name of ours. */
    private String own(String name) {
        return node.name() + OWN + name;
    }

    /** Declares whole numbers of this node's own. */
    private String initializer(String name, List<Long> values) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(own(name))
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .addDims(values.size())
                .addAllInt64Data(values));
        return own(name);
    }

    /** Declares real numbers of this node's own. */
    private String initializer(String name, float... values) {
        TensorProto.Builder initializer = graph.addInitializerBuilder()
                .setName(own(name))
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addDims(values.length);
        for (float value : values) {
            initializer.addFloatData(value);
        }
        return own(name);
    }

    /** The dimensions of a batch for a Reshape, where 0 copies the batch's own. */
    private static List<Long> perSample(List<Integer> sampleDims) {
        List<Long> dims = new ArrayList<>(List.of(0L));
        dims.addAll(longs(sampleDims));
        return dims;
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

    private static AttributeProto.Builder text(String name, String value) {
        return attribute(name, AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(value));
    }

    private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }

    private static List<Long> longs(List<Integer> values) {
        return values.stream().map(Integer::longValue).toList();
    }
}
