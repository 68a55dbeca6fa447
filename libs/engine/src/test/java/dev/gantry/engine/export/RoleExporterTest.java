package dev.gantry.engine.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.networks.Role;
import dev.gantry.networks.family.Families;
import dev.gantry.networks.family.Family;
import dev.gantry.networks.family.NetworkSpec;
import dev.gantry.networks.family.SampleShape;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.Node;
import dev.gantry.networks.graph.ParameterSpec;
import dev.gantry.networks.json.CanonicalJson;
import dev.gantry.networks.op.BatchNorm;
import dev.gantry.networks.op.LeakyRelu;
import dev.gantry.networks.op.Op;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoleExporterTest {
    private static final Family DCGAN = Families.byName("dcgan");
    private static final NetworkSpec BATCH_NORMALIZED =
            new NetworkSpec(new SampleShape.Images(1, 28), 16, 8, 8, NetworkSpec.Normalization.BATCH);

    static Stream<Arguments> specs() {
        List<SampleShape> samples =
                List.of(new SampleShape.Images(1, 28), new SampleShape.Images(3, 32), new SampleShape.Points(2));
        Stream<Arguments> families = Families.all().stream().flatMap(family -> samples.stream()
                .filter(sample -> family.kinds().contains(sample.kind()))
                .map(sample -> arguments(
                        family.name(),
                        new NetworkSpec(
                                sample, 16, 8, 8, family.defaultSpec(sample).discriminatorNormalization()))));
        return Stream.concat(families, Stream.of(arguments("dcgan", BATCH_NORMALIZED)));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void everyRoleOfEveryFamilyAgreesWithOnnxRuntime(String family, NetworkSpec spec) {
        Families.byName(family).graphs(spec).forEach((role, graph) -> {
            ExportedRole exported = RoleExporter.export(snapshot(role, graph), Map.of());

            assertThat(exported.parityError()).isLessThan(ParityCheck.TOLERANCE / 2);
            assertThat(exported.role()).isEqualTo(role);
            assertThat(exported.graphHash()).isEqualTo(CanonicalJson.sha256(graph));
            assertThat(exported.inputs()).isEqualTo(graph.inputs());
            assertThat(exported.outputs()).hasSize(1);
        });
    }

    static Stream<Named<UnaryOperator<RoleSnapshot>>> mutants() {
        return Stream.of(
                Named.of(
                        "larger epsilon",
                        right -> withOps(
                                right,
                                op -> op instanceof BatchNorm norm
                                        ? new BatchNorm(norm.epsilon() * 100, norm.momentum())
                                        : op)),
                Named.of(
                        "other slope",
                        right -> withOps(right, op -> op instanceof LeakyRelu ? new LeakyRelu(0.21f) : op)),
                Named.of(
                        "swapped weight layout",
                        right -> withValues(right, "b14.conv.weight", RoleExporterTest::swapFirstTwoOfFour)),
                Named.of(
                        "untrained running mean",
                        right -> withValues(right, "b14.norm.running_mean", RoleExporterTest::zeros)),
                Named.of("missing bias", right -> withValues(right, "head.bias", RoleExporterTest::zeros)));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void wrongModelIsRefused(UnaryOperator<RoleSnapshot> mutant) {
        RoleSnapshot right = snapshot(Role.DISCRIMINATOR, graph(BATCH_NORMALIZED, Role.DISCRIMINATOR));
        byte[] wrong = RoleExporter.emit(mutant.apply(right), Map.of());

        assertThatThrownBy(() -> ParityCheck.largestError(wrong, right))
                .isInstanceOf(ParityException.class)
                .hasMessageContaining("discriminator: output logits");
    }

    @Test
    void logitNearZeroIsHeldToTheScaleOfLogits() {
        assertThat(ParityCheck.relativeError(new float[] {1e-3f}, new float[] {1e-3f + 5e-7f}))
                .isLessThan(ParityCheck.TOLERANCE);
        assertThat(ParityCheck.relativeError(new float[] {1e-3f}, new float[] {2e-3f}))
                .isGreaterThan(ParityCheck.TOLERANCE);
    }

    @Test
    void fileThatOnnxRuntimeCannotReadIsRefused() {
        NetworkSpec spec = DCGAN.defaultSpec(new SampleShape.Images(1, 28));
        RoleSnapshot snapshot = snapshot(Role.GENERATOR, graph(spec, Role.GENERATOR));

        assertThatThrownBy(() -> ParityCheck.largestError(new byte[] {1, 2, 3}, snapshot))
                .isInstanceOf(ParityException.class)
                .hasMessageStartingWith("generator: ONNX Runtime refuses the model");
    }

    private static Graph graph(NetworkSpec spec, Role role) {
        return DCGAN.graphs(spec).entrySet().stream()
                .filter(entry -> entry.getKey().equals(role))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** Values large enough that every parameter shows in the output: weights keep the variance, statistics are small. */
    private static RoleSnapshot snapshot(Role role, Graph graph) {
        Map<String, float[]> values = new HashMap<>();
        for (ParameterSpec spec : graph.parameters()) {
            if (spec.kind() == ParameterSpec.Kind.CONSTANT) {
                continue;
            }
            float[] drawn = new float[Math.toIntExact(spec.shape().elements())];
            RandomStream.of(1, spec.name()).fillGaussian(FloatBuffer.wrap(drawn));
            boolean variance = spec.name().endsWith("running_var");
            double fanIn = spec.shape().rank() < 2
                    ? 4
                    : (double) spec.shape().elements() / spec.shape().dim(0);
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = variance ? 0.1f + 0.1f * drawn[i] * drawn[i] : (float) (drawn[i] * Math.sqrt(2 / fanIn));
            }
            values.put(spec.name(), drawn);
        }
        return new RoleSnapshot(role, graph, values);
    }

    private static RoleSnapshot withOps(RoleSnapshot snapshot, UnaryOperator<Op> change) {
        Graph graph = snapshot.graph();
        return new RoleSnapshot(
                snapshot.role(),
                new Graph(
                        graph.inputs(),
                        graph.parameters(),
                        graph.nodes().stream()
                                .map(node ->
                                        new Node(node.name(), change.apply(node.op()), node.inputs(), node.shape()))
                                .toList(),
                        graph.outputs()),
                snapshot.parameters());
    }

    private static RoleSnapshot withValues(RoleSnapshot snapshot, String name, UnaryOperator<float[]> change) {
        Map<String, float[]> values = new HashMap<>(snapshot.parameters());
        values.put(name, change.apply(snapshot.values(name)));
        return new RoleSnapshot(snapshot.role(), snapshot.graph(), values);
    }

    private static float[] zeros(float[] values) {
        return new float[values.length];
    }

    /** Takes {@code [16, 8, 4, 4]} for {@code [8, 16, 4, 4]} transposed, as a mixed-up layout would. */
    private static float[] swapFirstTwoOfFour(float[] values) {
        int first = 16;
        int second = 8;
        int kernel = values.length / first / second;
        float[] swapped = new float[values.length];
        for (int a = 0; a < first; a++) {
            for (int b = 0; b < second; b++) {
                System.arraycopy(values, (b * first + a) * kernel, swapped, (a * second + b) * kernel, kernel);
            }
        }
        return swapped;
    }
}
