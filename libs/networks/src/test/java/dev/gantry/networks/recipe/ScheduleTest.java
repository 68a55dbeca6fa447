package dev.gantry.networks.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.networks.recipe.Schedule.Curve;
import dev.gantry.networks.recipe.Schedule.Setting;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void linearScheduleMovesAtAConstantPaceAndStaysAtItsEnd() {
        Schedule schedule = new Schedule(Setting.LEARNING_RATE, 0.2, 1000, Curve.LINEAR);

        assertThat(schedule.at(0)).isEqualTo(1);
        assertThat(schedule.at(250)).isCloseTo(0.8, within(1e-12));
        assertThat(schedule.at(1000)).isCloseTo(0.2, within(1e-12));
        assertThat(schedule.at(Long.MAX_VALUE)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void cosineScheduleIsSlowAtBothEnds() {
        Schedule schedule = new Schedule(Setting.EMA_HALF_LIFE, 3, 1000, Curve.COSINE);

        assertThat(schedule.at(0)).isEqualTo(1);
        assertThat(schedule.at(100)).isCloseTo(1 + 2 * 0.024472, within(1e-6));
        assertThat(schedule.at(500)).isCloseTo(2, within(1e-12));
        assertThat(schedule.at(900)).isCloseTo(3 - 2 * 0.024472, within(1e-6));
        assertThat(schedule.at(1001)).isEqualTo(3);
    }

    @Test
    void impossibleSchedulesAreRefusedByField() {
        assertThatThrownBy(() -> new Schedule(Setting.BETA2, -1, 1, Curve.LINEAR))
                .hasMessageStartingWith("schedules.factor is -1.0");
        assertThatThrownBy(() -> new Schedule(Setting.BETA2, 1, 0, Curve.LINEAR))
                .hasMessageStartingWith("schedules.images is 0");
    }
}
