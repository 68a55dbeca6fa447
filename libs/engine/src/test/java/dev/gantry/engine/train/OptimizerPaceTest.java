package dev.gantry.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.engine.runtime.Adam;
import dev.gantry.networks.Role;
import dev.gantry.networks.recipe.AdversarialLoss;
import dev.gantry.networks.recipe.Optimizer;
import dev.gantry.networks.recipe.Recipe;
import dev.gantry.networks.recipe.Regularizer;
import dev.gantry.networks.recipe.Schedule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptimizerPaceTest {
    private static final Optimizer ADAM = new Optimizer.Adam(0.002, 0.5, 0.9, 1e-8);

    @Test
    void penaltiesOfEveryStepLeaveTheSettingsAsTheyAre() {
        Recipe recipe = recipe(List.of(new Regularizer.R1(1, 1), new Regularizer.SpectralNorm()));

        assertThat(new OptimizerPace(recipe, Role.DISCRIMINATOR).at(0)).isEqualTo(new Adam.Rates(0.002, 0.5, 0.9));
    }

    @Test
    void lazyPenaltySlowsTheDiscriminatorDownForItsAdditionalSteps() {
        Recipe recipe = recipe(List.of(new Regularizer.R1(1, 16)));

        Adam.Rates rates = new OptimizerPace(recipe, Role.DISCRIMINATOR).at(0);

        double share = 16.0 / 17;
        assertThat(rates.learningRate()).isCloseTo(0.002 * share, within(1e-15));
        assertThat(Math.pow(rates.beta1(), 17)).isCloseTo(Math.pow(0.5, 16), within(1e-15));
        assertThat(Math.pow(rates.beta2(), 17)).isCloseTo(Math.pow(0.9, 16), within(1e-15));
        assertThat(new OptimizerPace(recipe, Role.GENERATOR).at(0)).isEqualTo(new Adam.Rates(0.002, 0.5, 0.9));
    }

    @Test
    void penaltiesOfOneIntervalShareTheirStepAndOthersHaveTheirOwn() {
        Recipe shared = recipe(List.of(new Regularizer.R1(1, 4), new Regularizer.R2(1, 4)));
        Recipe separate = recipe(List.of(new Regularizer.R1(1, 4), new Regularizer.R2(1, 2)));

        assertThat(new OptimizerPace(shared, Role.DISCRIMINATOR).at(0).learningRate())
                .isCloseTo(0.002 * 4 / 5, within(1e-15));
        assertThat(new OptimizerPace(separate, Role.DISCRIMINATOR).at(0).learningRate())
                .isCloseTo(0.002 * 4 / 7, within(1e-15));
    }

    @Test
    void schedulesMoveTheRatesByImagesSeen() {
        Recipe recipe = recipe(List.of())
                .withSchedules(List.of(
                        new Schedule(Schedule.Setting.LEARNING_RATE, 0, 1000, Schedule.Curve.LINEAR),
                        new Schedule(Schedule.Setting.BETA2, 1.1, 1000, Schedule.Curve.COSINE)));
        OptimizerPace pace = new OptimizerPace(recipe, Role.GENERATOR);

        assertThat(pace.at(250).learningRate()).isCloseTo(0.0015, within(1e-15));
        assertThat(pace.at(5000).learningRate()).isZero();
        assertThat(pace.at(500).beta2()).isCloseTo(0.945, within(1e-15));
        assertThat(pace.at(5000).beta2()).isCloseTo(0.99, within(1e-15));
        assertThat(pace.at(5000).beta1()).isEqualTo(0.5);
    }

    private static Recipe recipe(List<Regularizer> regularizers) {
        return new Recipe(
                new AdversarialLoss.Hinge(),
                regularizers,
                Map.of(Role.GENERATOR, ADAM, Role.DISCRIMINATOR, ADAM),
                0,
                16);
    }
}
