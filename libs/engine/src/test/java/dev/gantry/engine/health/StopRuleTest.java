package dev.gantry.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.metrics.Metric;
import dev.gantry.engine.state.RunState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StopRuleTest {
    @Test
    void aPlateauIsSoManyMeasurementsWithoutImprovement() {
        Plateau plateau = new Plateau(Metric.FRECHET, 3, 0.01);

        assertThat(measured(plateau, 10, 8, 8, 9, 7.99))
                .as("only three after the best")
                .isTrue();
        assertThat(measured(new Plateau(Metric.FRECHET, 3, 0.01), 10, 8, 8, 9, 7.9, 7.9, 7.9))
                .isFalse();
    }

    @Test
    void sharesPlateauWhenTheyNoLongerRise() {
        Plateau plateau = new Plateau(Metric.RECALL, 2, 0.01);

        assertThat(measured(plateau, 0.1, 0.2, 0.3)).isFalse();
        assertThat(measured(plateau, 0.3, 0.301)).isTrue();
    }

    @Test
    void aDistanceBelowItsTargetIsEnough() {
        Target target = new Target(Metric.FRECHET, 5);

        assertThat(measured(target, 9, 5.01)).isFalse();
        assertThat(measured(target, 5, 9)).as("and stays enough").isTrue();
        assertThat(measured(new Target(Metric.PRECISION, 0.8), 0.79)).isFalse();
        assertThat(measured(new Target(Metric.PRECISION, 0.8), 0.81)).isTrue();
    }

    @Test
    void balanceMustHoldOverItsWholeWindow() {
        Balance balance = new Balance(0.05, 3000);

        ticks(balance, 0, 0.9, 0.52, 0.48, 0.6, 0.5, 0.5);
        assertThat(balance.satisfied()).isFalse();
        ticks(balance, 6000, 0.54);
        assertThat(balance.satisfied()).isTrue();
    }

    @Test
    void whatARuleHasSeenGoesOnElsewhere() {
        Plateau plateau = new Plateau(Metric.FRECHET, 3, 0.01);
        measured(plateau, 10, 8, 8, 9);
        Plateau elsewhere = new Plateau(Metric.FRECHET, 3, 0.01);
        RunState.capture(plateau).restore(elsewhere);

        assertThat(elsewhere.satisfied()).isFalse();
        assertThat(measured(elsewhere, 9)).isTrue();
    }

    private static boolean measured(StopRule rule, double... values) {
        for (double value : values) {
            rule.onMeasured(Map.of("frechet", value, "precision", value, "recall", value));
        }
        return rule.satisfied();
    }

    private static void ticks(StopRule rule, long begin, double... accuracies) {
        for (int tick = 0; tick < accuracies.length; tick++) {
            rule.onTick(begin + 1000L * (tick + 1), accuracies[tick]);
        }
    }
}
