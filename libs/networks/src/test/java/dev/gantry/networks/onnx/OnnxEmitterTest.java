package dev.gantry.networks.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.json.CanonicalJson;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.Add;
import dev.gantry.networks.op.Relu;
import dev.gantry.networks.shape.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnnxEmitterTest {

    private static final Graph SUM = sum();

    @Test
    void modelDeclaresItsFormatAndItsOrigin() throws IOException {
        ModelProto model = emit(name -> FloatBuffer.wrap(new float[name.equals("sum.weight") ? 2 : 1]));
        assertThat(model.getIrVersion()).isEqualTo(8);
        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
        assertThat(model.getGraph().getName()).isEqualTo("test");
        assertThat(model.getMetadataPropsList().stream().map(p -> p.getKey() + "=" + p.getValue()))
                .containsExactly(
                        "gantry.graph.sha256=" + CanonicalJson.sha256(SUM), "gantry.role=test", "job=a7", "step=1000");
    }

    @Test
    void onlyTheBatchIsSymbolic() throws IOException {
        ModelProto model = emit(name -> FloatBuffer.wrap(new float[name.equals("sum.weight") ? 2 : 1]));
        var dims = model.getGraph().getInput(0).getType().getTensorType().getShape();
        assertThat(dims.getDim(0).getDimParam()).isEqualTo("N");
        assertThat(dims.getDim(1).getDimValue()).isEqualTo(2);
        assertThat(model.getGraph()
                        .getOutput(0)
                        .getType()
                        .getTensorType()
                        .getShape()
                        .getDim(0)
                        .getDimParam())
                .isEqualTo("N");
    }

    @Test
    void weightsAreReadFromPositionToLimitAndTheBufferStaysAsItWas() throws IOException {
        FloatBuffer weights = ByteBuffer.allocateDirect(16)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer()
                .put(new float[] {9, 1.5f, -2, 9})
                .position(1)
                .limit(3);
        TensorProto weight = emit(name -> name.equals("sum.weight") ? weights : FloatBuffer.allocate(1))
                .getGraph()
                .getInitializer(0);
        ByteBuffer raw = weight.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        assertThat(weight.getName()).isEqualTo("sum.weight");
        assertThat(weight.getDimsList()).containsExactly(1L, 2L);
        assertThat(List.of(raw.getFloat(), raw.getFloat())).containsExactly(1.5f, -2f);
        assertThat(weights.position()).isEqualTo(1);
    }

    @Test
    void wrongNumberOfValuesIsRefusedByName() {
        assertThatThrownBy(() -> emit(name -> FloatBuffer.allocate(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sum.weight: got 3 values, [1, 2] wants 2");
    }

    @Test
    void constantsComeFromTheGraphAndOutputsMayBeInputsOrShareAValue() {
        GraphBuilder b = new GraphBuilder();
        Value x = b.input("x", Shape.batched(2));
        Value floor = b.constant("floor", Shape.of(2), new Initializer.Constant(3));
        b.output("same", x);
        b.output("more", b.node("y", new Add(), x, floor));
        b.output("again", b.node("z", new Relu(), x));
        b.output("z", new Value("z", Shape.batched(2)));
        byte[] model = OnnxRun.emit(b.build(), name -> {
            throw new AssertionError(name + " is no weight");
        });
        Map<String, Tensor> out = OnnxRun.run(model, Map.of("x", new Tensor(List.of(1, 2), new double[] {-1, 2})));
        assertThat(out.keySet()).containsExactly("same", "more", "again", "z");
        assertThat(out.values().stream().map(Tensor::data))
                .containsExactly(new double[] {-1, 2}, new double[] {2, 5}, new double[] {0, 2}, new double[] {0, 2});
    }

    @Test
    void batchNormalizationsMomentumWeighsTheOldValueAsOnnxHasIt() throws IOException {
        GraphBuilder b = new GraphBuilder();
        b.output("y", Layers.batchNorm(b, "norm", b.input("x", Shape.batched(2)), Initializer.ones()));
        Graph graph = b.build();
        ModelProto model = ModelProto.parseFrom(OnnxRun.emit(graph, OnnxRun.weights(graph)));
        assertThat(model.getGraph().getNode(0).getAttributeList())
                .extracting(attribute -> attribute.getName() + "=" + attribute.getF())
                .containsExactly("epsilon=1.0E-5", "momentum=0.9");
    }

    @Test
    void sameDescriptionAndWeightsGiveSameBytes() {
        ParameterSource weights = OnnxRun.weights(SUM);
        assertThat(OnnxRun.emit(SUM, weights)).isEqualTo(OnnxRun.emit(sum(), weights));
    }

    private static ModelProto emit(ParameterSource weights) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OnnxEmitter.write(OnnxRun.ROLE, SUM, weights, Map.of("step", "1000", "job", "a7"), out);
        return ModelProto.parseFrom(out.toByteArray());
    }

    private static Graph sum() {
        GraphBuilder b = new GraphBuilder();
        b.output("total", Layers.linear(b, "sum", b.input("x", Shape.batched(2)), 1, Initializer.ones()));
        return b.build();
    }
}
