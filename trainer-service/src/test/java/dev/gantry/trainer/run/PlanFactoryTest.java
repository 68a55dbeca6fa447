package dev.gantry.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.engine.train.Precision;
import dev.gantry.engine.train.TrainingPlan;
import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.ParameterSpec;
import dev.gantry.networks.recipe.AdversarialLoss;
import dev.gantry.networks.recipe.Optimizer;
import dev.gantry.networks.recipe.Recipe;
import dev.gantry.networks.recipe.Regularizer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanFactoryTest {

    @Test
    void whatARequestLeavesOutIsTheFamilysOwn() {
        TrainingRequest request = request(Map.of());
        TrainingPlan plan = PlanFactory.plan(request);
        Recipe defaults = PlanFactory.family(request).defaultRecipe(PlanFactory.spec(request));
        assertThat(plan.recipe()).isEqualTo(defaults);
        assertThat(plan.precision()).isEqualTo(Precision.AUTO);
        assertThat(plan.budget().images()).isEqualTo(200_000);
    }

    @Test
    void whatARequestSetsReplacesTheFamilysOwn() {
        TrainingPlan plan = PlanFactory.plan(request(Map.of(
                "recipe",
                Map.of(
                        "loss",
                        "hinge",
                        "batch",
                        16,
                        "generatorLearningRate",
                        0.0123,
                        "beta1",
                        0.25,
                        "regularizers",
                        List.of(Map.of("kind", "r1", "strength", 3, "interval", 4)),
                        "emaHalfLifeImages",
                        77),
                "budget",
                Map.of("images", 640, "minutes", 0.5),
                "precision",
                "fp32",
                "seed",
                9)));

        Recipe recipe = plan.recipe();
        assertThat(recipe.loss()).isEqualTo(new AdversarialLoss.Hinge());
        assertThat(recipe.batchSize()).isEqualTo(16);
        assertThat(recipe.emaHalfLifeImages()).isEqualTo(77);
        assertThat(recipe.regularizers()).containsExactly(new Regularizer.R1(3, 4));
        Optimizer.Adam generator = (Optimizer.Adam) recipe.optimizer(Role.GENERATOR);
        Optimizer.Adam discriminator = (Optimizer.Adam) recipe.optimizer(Role.DISCRIMINATOR);
        assertThat(generator.learningRate()).isEqualTo(0.0123);
        assertThat(discriminator.learningRate()).isNotEqualTo(0.0123);
        assertThat(generator.beta1()).isEqualTo(0.25);
        assertThat(discriminator.beta1()).isEqualTo(0.25);
        assertThat(plan.budget().duration()).isEqualTo(Duration.ofSeconds(30));
        assertThat(plan.precision()).isEqualTo(Precision.FP32);
        assertThat(plan.seed()).isEqualTo(9);
    }

    @Test
    void pointsAreTrainedIn32BitsUnlessAskedOtherwise() {
        Map<String, Object> points = new HashMap<>(
                Map.of("data", Map.of("uri", "file:x", "kind", "points"), "network", Map.of("family", "r3gan")));
        assertThat(PlanFactory.plan(request(points)).precision()).isEqualTo(Precision.FP32);
        points.put("precision", "bf16");
        assertThat(PlanFactory.plan(request(points)).precision()).isEqualTo(Precision.BF16);
    }

    @Test
    void noRegularizersMeansNone() {
        TrainingPlan plan = PlanFactory.plan(request(Map.of("recipe", Map.of("regularizers", List.of()))));
        assertThat(plan.recipe().regularizers()).isEmpty();
    }

    @Test
    void networksHaveTheRequestedSizes() {
        TrainingPlan plan = PlanFactory.plan(request(Map.of(
                "data", Map.of("uri", "file:x", "channels", 3, "resolution", 32), "network", Map.of("latent", 12))));
        assertThat(plan.graph(Role.GENERATOR).inputs().get(0).shape().dim(1)).isEqualTo(12);
        assertThat(plan.graph(Role.DISCRIMINATOR).inputs().get(0).shape().dims())
                .containsExactly(-1, 3, 32, 32);
    }

    @Test
    void packedDiscriminatorAndItsFeaturesFitEachOther() {
        TrainingRequest request = request(Map.of("recipe", Map.of("packing", 2, "batch", 16)));
        TrainingPlan plan = PlanFactory.plan(request);
        Graph features = PlanFactory.discriminatorFeatures(request).orElseThrow();

        assertThat(plan.graph(Role.DISCRIMINATOR).inputs().get(0).shape().dims())
                .containsExactly(-1, 2, 28, 28);
        assertThat(features.inputs().get(0).shape().dims()).containsExactly(-1, 1, 28, 28);
        assertThat(plan.graph(Role.DISCRIMINATOR).parameters())
                .containsAll(features.parameters().stream()
                        .filter(spec -> spec.kind() == ParameterSpec.Kind.TRAINABLE)
                        .toList());
    }

    @Test
    void settingsThatExcludeEachOtherAreRefusedByFieldOfTheRequest() {
        assertRefused(Map.of("packing", 3, "batch", 16), "recipe.packing is 3, must be a divisor of the batch of 16");
        assertRefused(
                Map.of("regularizers", List.of(Map.of("kind", "spectral-norm", "strength", 2))),
                "recipe.regularizers.strength is set, must be absent: spectral-norm has none");
        assertRefused(
                Map.of("regularizers", List.of(Map.of("kind", "r1"), Map.of("kind", "r1"))),
                "recipe.regularizers is [R1, R1], must be of different kinds");
        assertRefused(
                Map.of("beta2", 0.9, "schedules", List.of(Map.of("setting", "beta2", "factor", 2, "images", 10))),
                "recipe.schedules.factor is 2.0, must be so that beta2, then 1.8, is less than 1");
    }

    private static void assertRefused(Map<String, ?> recipe, String message) {
        TrainingRequest request = request(Map.of("recipe", recipe));
        assertThatThrownBy(() -> PlanFactory.plan(request)).hasMessage(message);
    }

    private static TrainingRequest request(Map<String, ?> changes) {
        Map<String, Object> request = new HashMap<>(Map.of("model", "m", "data", Map.of("uri", "file:x")));
        request.putAll(changes);
        return TrainingRequest.CONTRACT.decode(Json.bytes(request));
    }
}
