package dev.gantry.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.state.RunState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthMonitorTest {
    private final HealthMonitor monitor = new HealthMonitor(new Thresholds(0.4, 0.97, 4, 3));
    private long images = 10_000;
    private byte shade;

    @Test
    void aHealthyRunIsNotWarnedOf() {
        for (int tick = 0; tick < 50; tick++) {
            assertThat(tick(0.8 + tick % 2 * 0.3, 0.75)).isEmpty();
        }
    }

    @Test
    void collapseIsToldOnceAfterSoManyTicksInARow() {
        assertThat(kinds(tick(0.1, 0.7), tick(0.1, 0.7), tick(0.9, 0.7), tick(0.1, 0.7), tick(0.1, 0.7)))
                .isEmpty();
        List<Warning> warnings = tick(0.1, 0.7);

        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0).condition()).isEqualTo(Condition.COLLAPSE);
        assertThat(warnings.get(0).value()).isEqualTo(0.1);
        assertThat(warnings.get(0).threshold()).isEqualTo(0.4);
        assertThat(warnings.get(0).message())
                .isEqualTo(
                        "samples differ from one another by 0.100 of what real ones do, less than 0.400, for 3 ticks");
        assertThat(kinds(tick(0.1, 0.7), tick(0.1, 0.7), tick(0.1, 0.7), tick(0.1, 0.7)))
                .isEmpty();
        assertThat(monitor.lasting(Condition.COLLAPSE)).isTrue();
    }

    @Test
    void anEpisodeIsToldAgainOnlyAfterItHasEnded() {
        kinds(tick(0.8, 0.99), tick(0.8, 0.99), tick(0.8, 0.99));

        assertThat(kinds(tick(0.8, 0.7), tick(0.8, 0.7), tick(0.8, 0.99), tick(0.8, 0.99), tick(0.8, 0.99)))
                .as("two good ticks do not end it")
                .isEmpty();
        assertThat(kinds(tick(0.8, 0.7), tick(0.8, 0.7), tick(0.8, 0.7))).isEmpty();
        assertThat(monitor.lasting(Condition.IMBALANCE)).isFalse();
        assertThat(kinds(tick(0.8, 0.99), tick(0.8, 0.99), tick(0.8, 0.99))).containsExactly(Condition.IMBALANCE);
    }

    @Test
    void samplesThatStayAsTheyAreHaveStalled() {
        tick(0.8, 0.7);
        assertThat(kinds(still(), still(), still())).isEmpty();

        assertThat(kinds(still())).containsExactly(Condition.STALL);
    }

    @Test
    void aGeneratorThatHasJustBegunIsNotJudged() {
        images = 0;

        assertThat(kinds(tick(0.1, 1), tick(0.1, 1), tick(0.1, 1), tick(0.1, 1)))
                .isEmpty();
        assertThat(kinds(tick(0.1, 1), tick(0.1, 1), tick(0.1, 1)))
                .containsExactly(Condition.COLLAPSE, Condition.IMBALANCE);
    }

    @Test
    void anEpisodeGoesOnElsewhereWithoutBeingToldAgain() {
        kinds(tick(0.1, 0.7), tick(0.1, 0.7), tick(0.1, 0.7), tick(0.1, 0.99), tick(0.1, 0.99));
        HealthMonitor elsewhere = new HealthMonitor(new Thresholds(0.4, 0.97, 4, 3));
        RunState.capture(monitor).restore(elsewhere);

        assertThat(elsewhere.lasting(Condition.COLLAPSE)).isTrue();
        assertThat(elsewhere.observe(new Signs(20_000, 0.1, 0.99, new byte[] {1})))
                .extracting(Warning::condition)
                .containsExactly(Condition.IMBALANCE);
    }

    @Test
    void slowChangeAddsUp() {
        byte[] pixels = new byte[100];
        for (int tick = 0; tick < 100; tick++) {
            // A grey level in one of five pixels: too little to see within one tick, not within three.
            for (int i = tick % 5; i < pixels.length; i += 5) {
                pixels[i]++;
            }
            assertThat(monitor.observe(new Signs(images += 1000, 0.8, 0.7, pixels.clone())))
                    .isEmpty();
        }
    }

    private List<Warning> tick(double diversity, double accuracy) {
        shade++;
        return monitor.observe(new Signs(images += 1000, diversity, accuracy, new byte[] {shade, shade}));
    }

    private List<Warning> still() {
        return monitor.observe(new Signs(images += 1000, 0.8, 0.7, new byte[] {shade, shade}));
    }

    @SafeVarargs
    private static List<Condition> kinds(List<Warning>... ticks) {
        List<Condition> kinds = new ArrayList<>();
        for (List<Warning> tick : ticks) {
            tick.forEach(warning -> kinds.add(warning.condition()));
        }
        return kinds;
    }
}
