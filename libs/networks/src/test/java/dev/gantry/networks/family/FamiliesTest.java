package dev.gantry.networks.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.networks.InvalidFieldException;
import dev.gantry.networks.Role;
import dev.gantry.networks.family.NetworkSpec.Normalization;
import dev.gantry.networks.family.SampleShape.Images;
import dev.gantry.networks.family.SampleShape.Kind;
import dev.gantry.networks.family.SampleShape.Points;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.ParameterSpec;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.op.BatchNorm;
import dev.gantry.networks.op.LayerNorm;
import dev.gantry.networks.recipe.Optimizer;
import dev.gantry.networks.shape.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every family. */
class FamiliesTest {

    static final List<Integer> RESOLUTIONS = List.of(28, 32, 40, 48, 56, 64, 80, 96, 112, 128);

    static List<Family> families() {
        return Families.all();
    }

    static Stream<NetworkSpec> specs(Family family) {
        Stream<SampleShape> pictures = RESOLUTIONS.stream()
                .flatMap(resolution -> Stream.<SampleShape>of(new Images(1, resolution), new Images(3, resolution)));
        Stream<SampleShape> points = Stream.of(new Points(1), new Points(2), new Points(16));
        return Stream.concat(pictures, points)
                .filter(sample -> family.kinds().contains(sample.kind()))
                .map(family::defaultSpec);
    }

    @ParameterizedTest
    @MethodSource("families")
    void rolesFitTogetherForWhateverAFamilyCanMake(Family family) {
        assertThat(specs(family)).isNotEmpty().allSatisfy(spec -> {
            String tensor = spec.sample().kind().tensor();
            Graph generator = family.graph(Role.GENERATOR, spec);
            Graph discriminator = family.graph(Role.DISCRIMINATOR, spec);
            assertThat(family.graphs(spec)).containsOnlyKeys(Role.GENERATOR, Role.DISCRIMINATOR);
            assertThat(generator.inputs()).containsExactly(new Value("z", Shape.batched(spec.latentSize())));
            assertThat(generator.outputShape(tensor)).isEqualTo(spec.sample().batched());
            assertThat(discriminator.inputs())
                    .containsExactly(new Value(tensor, spec.sample().batched()));
            assertThat(discriminator.outputShape("logits")).isEqualTo(Shape.batched(1));
        });
    }

    @ParameterizedTest
    @MethodSource("families")
    void inputsAreThoseOfTheGraphs(Family family) {
        assertThat(specs(family)).allSatisfy(spec -> family.graphs(spec).forEach((role, graph) -> assertThat(
                        family.inputs(role, spec).stream().map(RoleInput::name))
                .containsExactlyElementsOf(
                        graph.inputs().stream().map(Value::name).toList())));
    }

    @ParameterizedTest
    @MethodSource("families")
    void defaultRecipeTrainsEveryRole(Family family) {
        assertThat(specs(family))
                .allSatisfy(spec -> assertThat(family.graphs(spec).keySet()).allSatisfy(role -> assertThat(
                                family.defaultRecipe(spec).optimizer(role))
                        .isInstanceOf(Optimizer.Adam.class)));
    }

    @ParameterizedTest
    @MethodSource("families")
    void featuresUseTheDiscriminatorsOwnParametersAndAreOfPicturesOnly(Family family) {
        assertThat(specs(family)).allSatisfy(spec -> {
            if (spec.sample().kind() == Kind.POINTS) {
                assertThat(family.discriminatorFeatures(spec)).isEmpty();
                return;
            }
            Graph features = family.discriminatorFeatures(spec).orElseThrow();
            assertThat(features.outputShape("features").rank()).isEqualTo(2);
            assertThat(family.graph(Role.DISCRIMINATOR, spec).parameters())
                    .containsAll(features.parameters().stream()
                            .filter(parameter -> parameter.kind() != ParameterSpec.Kind.CONSTANT)
                            .toList());
        });
    }

    @ParameterizedTest
    @MethodSource("families")
    void sizesAreAsDocumented(Family family) throws IOException {
        String page = Files.readString(Path.of("..", "..", "docs", "families.md"));
        String row = Stream.of(28, 32, 64, 96, 128)
                .map(resolution -> parameters(family, new Images(3, resolution)))
                .collect(Collectors.joining(" | ", "| `" + family.name() + "` | ", " |"));

        assertThat(page).contains(row);
        if (family.kinds().contains(Kind.POINTS)) {
            assertThat(page).contains("128 units a layer | " + parameters(family, new Points(2)) + " |");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dcgan", "wgan-gp", "r3gan"})
    void convolutionalFamiliesRefuseOtherResolutionsWithTheOnesThatWork(String name) {
        assertThatThrownBy(() -> Families.byName(name).defaultSpec(new Images(1, 30)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("resolution is 30, must be one of " + RESOLUTIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dcgan", "wgan-gp"})
    void convolutionalFamiliesWithoutPointsRefuseThem(String name) {
        Family family = Families.byName(name);
        assertThat(family.kinds()).containsExactly(Kind.IMAGES);
        assertThatThrownBy(() -> family.defaultSpec(new Points(2)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("kind is points, must be images");
    }

    @Test
    void sizesAreRefusedByField() {
        assertThatThrownBy(() -> new Images(2, 32)).hasMessage("channels is 2, must be 1 (grey) or 3 (colour)");
        assertThatThrownBy(() -> new Points(0)).hasMessage("dimensions is 0, must be from 1 to 4096");
        assertThatThrownBy(() -> new NetworkSpec(new Images(1, 32), 0, 1, 1, Normalization.NONE))
                .hasMessage("latentSize is 0, must be from 1 to 4096");
        assertThatThrownBy(() -> Families.byName("dcgam"))
                .hasMessage("family is dcgam, must be one of [mlp, dcgan, wgan-gp, r3gan]");
        Family dcgan = Families.byName("dcgan");
        assertThatThrownBy(() -> dcgan.graph(Role.DETECTOR, dcgan.defaultSpec(new Images(1, 28))))
                .hasMessage("role is detector, must be one of [generator, discriminator]");
    }

    @ParameterizedTest
    @MethodSource("families")
    void aNormalizationThatAFamilyDoesNotHaveIsRefused(Family family) {
        NetworkSpec spec = family.defaultSpec(new Images(1, 28));
        Normalization foreign = family.name().equals("dcgan") ? Normalization.LAYER : Normalization.BATCH;
        assertThatThrownBy(() -> family.graphs(new NetworkSpec(spec.sample(), 5, 2, 2, foreign)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("discriminatorNormalization is " + foreign + ", must be one of [");
    }

    @Test
    void noDefaultDiscriminatorMixesTheSamplesOfABatch() {
        for (Family family : Families.all()) {
            Graph discriminator = family.graph(Role.DISCRIMINATOR, family.defaultSpec(new Images(3, 64)));
            assertThat(discriminator.nodes()).noneMatch(node -> node.op() instanceof BatchNorm);
        }
    }

    @Test
    void normalizationsAreThoseOfThePapers() {
        assertThat(count("wgan-gp", Role.DISCRIMINATOR, LayerNorm.class)).isPositive();
        assertThat(count("wgan-gp", Role.GENERATOR, BatchNorm.class)).isPositive();
        for (Role role : List.of(Role.GENERATOR, Role.DISCRIMINATOR)) {
            assertThat(count("r3gan", role, BatchNorm.class)).isZero();
            assertThat(count("r3gan", role, LayerNorm.class)).isZero();
        }
    }

    private static String parameters(Family family, SampleShape sample) {
        return Stream.of(Role.GENERATOR, Role.DISCRIMINATOR)
                .map(role -> family.graph(role, family.defaultSpec(sample)).parameters().stream()
                        .filter(parameter -> parameter.kind() == ParameterSpec.Kind.TRAINABLE)
                        .mapToLong(parameter -> parameter.shape().elements())
                        .sum())
                .map(sum -> String.format(Locale.ROOT, "%,d", sum))
                .collect(Collectors.joining(", "));
    }

    private static long count(String family, Role role, Class<?> op) {
        Family named = Families.byName(family);
        return named.graph(role, named.defaultSpec(new Images(1, 28))).nodes().stream()
                .filter(node -> op.isInstance(node.op()))
                .count();
    }
}
