package dev.gantry.networks.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.networks.InvalidFieldException;
import dev.gantry.networks.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipeTest {

    private static final AdversarialLoss HINGE = new AdversarialLoss.Hinge();

    @Test
    void settingsOutOfRangeAreRefusedByField() {
        assertThatThrownBy(() -> new Recipe(HINGE, List.of(), Map.of(), 0, 0))
                .hasMessage("batchSize is 0, must be from 1 to 65536");
        assertThatThrownBy(() -> new Recipe(HINGE, List.of(), Map.of(), -1, 64))
                .hasMessageStartingWith("emaHalfLifeImages is -1");
        assertThatThrownBy(() -> new Regularizer.R1(Double.NaN, 16)).hasMessageStartingWith("r1.gamma is NaN");
        assertThatThrownBy(() -> new Regularizer.R1(1, 0)).hasMessageStartingWith("r1.interval is 0");
        assertThatThrownBy(() -> new Optimizer.Adam(0, 0, 0.99, 1e-8)).hasMessageStartingWith("adam.learningRate is 0");
        assertThatThrownBy(() -> new Optimizer.Adam(1e-3, 0, 1, 1e-8))
                .isInstanceOfSatisfying(InvalidFieldException.class, refused -> {
                    assertThat(refused.field()).isEqualTo("adam.beta2");
                    assertThat(refused.value()).isEqualTo("1.0");
                    assertThat(refused.accepted()).isEqualTo("at least 0.0 and less than 1.0");
                });
    }

    @Test
    void untrainedRoleIsNamed() {
        Optimizer adam = new Optimizer.Adam(1e-3, 0, 0.99, 1e-8);
        Recipe recipe = new Recipe(HINGE, List.of(), Map.of(Role.GENERATOR, adam), 0, 64);
        assertThat(recipe.optimizer(Role.GENERATOR)).isEqualTo(adam);
        assertThatThrownBy(() -> recipe.optimizer(Role.DISCRIMINATOR))
                .hasMessage("role is discriminator, must be one of [generator]");
    }

    @Test
    void packingMustDivideTheBatch() {
        Recipe recipe = new Recipe(HINGE, List.of(), Map.of(), 0, 64);
        assertThat(recipe.withPacking(4).packing()).isEqualTo(4);
        assertThatThrownBy(() -> recipe.withPacking(3))
                .hasMessage("packing is 3, must be a divisor of the batch of 64");
    }

    @Test
    void eachKindOfRegularizerAndEachSettingAppearsOnce() {
        assertThatThrownBy(() ->
                        new Recipe(HINGE, List.of(new Regularizer.R1(1, 1), new Regularizer.R1(2, 4)), Map.of(), 0, 64))
                .hasMessage("regularizers is [R1, R1], must be of different kinds");
        Schedule schedule = new Schedule(Schedule.Setting.LEARNING_RATE, 0.5, 100, Schedule.Curve.LINEAR);
        assertThatThrownBy(
                        () -> new Recipe(HINGE, List.of(), Map.of(), 0, 64).withSchedules(List.of(schedule, schedule)))
                .hasMessage("schedules is [LEARNING_RATE, LEARNING_RATE], must be of different kinds");
    }

    @Test
    void scheduleThatTakesBeta2ToOneIsRefused() {
        Recipe recipe =
                new Recipe(HINGE, List.of(), Map.of(Role.GENERATOR, new Optimizer.Adam(1e-3, 0, 0.9, 1e-8)), 0, 64);
        Schedule schedule = new Schedule(Schedule.Setting.BETA2, 1.2, 100, Schedule.Curve.LINEAR);
        assertThatThrownBy(() -> recipe.withSchedules(List.of(schedule)))
                .hasMessageStartingWith("schedules.factor is 1.2, must be so that beta2, then 1.08");
    }
}
