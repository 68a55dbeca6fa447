package dev.gantry.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.networks.family.Families;
import dev.gantry.networks.family.Family;
import dev.gantry.networks.family.NetworkSpec;
import dev.gantry.networks.recipe.AdversarialLoss;
import dev.gantry.networks.recipe.Augmentation;
import dev.gantry.networks.recipe.Augmentation.Transform;
import dev.gantry.networks.recipe.Recipe;
import dev.gantry.networks.recipe.Regularizer;
import dev.gantry.networks.recipe.Schedule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeFactoryTest {

    @ParameterizedTest
    @CsvSource({
        "minimax, Minimax",
        "non-saturating, NonSaturating",
        "hinge, Hinge",
        "least-squares, LeastSquares",
        "wasserstein, Wasserstein",
        "relativistic, Relativistic"
    })
    void everyLossOfTheSchemaHasItsGame(String name, String game) {
        assertThat(recipe(Map.of("loss", name)).loss().getClass().getSimpleName())
                .isEqualTo(game);
    }

    @Test
    void regularizersReplaceTheBasesAndHaveTheStrengthsOfTheirPapers() {
        assertThat(recipe(Map.of(
                                "regularizers",
                                List.of(
                                        Map.of("kind", "r1", "strength", 5, "interval", 16),
                                        Map.of("kind", "r2"),
                                        Map.of("kind", "gradient-penalty"),
                                        Map.of("kind", "weight-clipping"),
                                        Map.of("kind", "spectral-norm"))))
                        .regularizers())
                .containsExactly(
                        new Regularizer.R1(5, 16),
                        new Regularizer.R2(1, 1),
                        new Regularizer.GradientPenalty(10, 1),
                        new Regularizer.WeightClipping(0.01),
                        new Regularizer.SpectralNorm());
    }

    @Test
    void everyOtherPartReplacesTheBases() {
        Recipe recipe = recipe(Map.of(
                "discriminatorSteps",
                5,
                "packing",
                2,
                "augmentation",
                Map.of(
                        "kind",
                        "adaptive",
                        "transforms",
                        List.of("cutout", "flip"),
                        "probability",
                        0.1,
                        "target",
                        0.5,
                        "adjustImages",
                        9000),
                "schedules",
                List.of(
                        Map.of("setting", "learning-rate", "factor", 0.25, "images", 1000),
                        Map.of("setting", "ema-half-life", "factor", 4, "images", 2000, "shape", "linear"))));

        assertThat(recipe.discriminatorSteps()).isEqualTo(5);
        assertThat(recipe.packing()).isEqualTo(2);
        assertThat(recipe.augmentation())
                .isEqualTo(new Augmentation.Adaptive(Set.of(Transform.FLIP, Transform.CUTOUT), 0.1, 0.5, 9000));
        assertThat(recipe.schedules())
                .containsExactly(
                        new Schedule(Schedule.Setting.LEARNING_RATE, 0.25, 1000, Schedule.Curve.COSINE),
                        new Schedule(Schedule.Setting.EMA_HALF_LIFE, 4, 2000, Schedule.Curve.LINEAR));
    }

    @Test
    void augmentationIsFixedUnlessAskedForOtherwise() {
        assertThat(recipe(Map.of("augmentation", Map.of("probability", 0.3))).augmentation())
                .isEqualTo(new Augmentation.Fixed(
                        Set.of(Transform.TRANSLATION, Transform.CUTOUT, Transform.BRIGHTNESS, Transform.CONTRAST),
                        0.3));
        assertThat(recipe(Map.of("augmentation", Map.of("kind", "none"))).augmentation())
                .isEqualTo(new Augmentation.None());
    }

    @ParameterizedTest
    @MethodSource("families")
    void baseIsAnyFamilysDefaultRecipe(Family base) {
        TrainingRequest request = request(Map.of("base", base.name(), "loss", "hinge"));
        NetworkSpec spec = PlanFactory.spec(request);

        Recipe recipe = PlanFactory.plan(request).recipe();

        Recipe defaults = base.defaultRecipe(spec);
        assertThat(recipe).isEqualTo(defaults.with(new AdversarialLoss.Hinge(), defaults.regularizers()));
    }

    @Test
    void exampleOfTheDocumentationCanBePlanned() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "training.md"));
        String example = page.substring(page.indexOf("```json") + 7, page.indexOf("```", page.indexOf("```json") + 7));

        Recipe recipe = PlanFactory.plan(TrainingRequest.CONTRACT.decode(example.getBytes(StandardCharsets.UTF_8)))
                .recipe();

        assertThat(recipe.loss()).isEqualTo(new AdversarialLoss.Relativistic());
        assertThat(recipe.packing()).isEqualTo(2);
    }

    static List<Family> families() {
        return Families.all();
    }

    private static Recipe recipe(Map<String, ?> changes) {
        return PlanFactory.plan(request(changes)).recipe();
    }

    private static TrainingRequest request(Map<String, ?> recipe) {
        return TrainingRequest.CONTRACT.decode(
                Json.bytes(Map.of("model", "m", "data", Map.of("uri", "file:x"), "recipe", recipe)));
    }
}
