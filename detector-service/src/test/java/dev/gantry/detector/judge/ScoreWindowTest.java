package dev.gantry.detector.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreWindowTest {
    private static final List<Double> REALS =
            IntStream.range(0, 1000).mapToObj(i -> i / 1000.0).toList();

    @Test
    void scoresLikeThoseOfRealsAreStable() {
        ScoreWindow window = new ScoreWindow(REALS, 5000);
        Random random = new Random(1);
        for (int i = 0; i < 5000; i++) {
            window.add(random.nextDouble());
        }

        assertThat(window.stabilityIndex()).isBetween(0.0, 0.01);
    }

    @Test
    void theIndexIsThatOfTheFormula() {
        ScoreWindow window = new ScoreWindow(REALS, 100_000);
        for (int i = 0; i < 100_000; i++) {
            window.add(
                    i % 10 < 4
                            ? 0.05
                            : 0.15 + i % 9 * 0.1); // two fifths in the first bin, the rest evenly in the others
        }

        double expected = (0.4 - 0.1) * Math.log(0.4 / 0.1) + 9 * (0.6 / 9 - 0.1) * Math.log(0.6 / 9 / 0.1);
        assertThat(window.stabilityIndex()).isCloseTo(expected, within(0.01));
    }

    @Test
    void oldScoresAreForgotten() {
        ScoreWindow window = new ScoreWindow(REALS, 600);
        for (int i = 0; i < 600; i++) {
            window.add(5);
        }
        assertThat(window.stabilityIndex()).isGreaterThan(2);
        assertThat(window.size()).isEqualTo(600);

        for (int i = 0; i < 600; i++) {
            window.add(i / 600.0);
        }

        assertThat(window.stabilityIndex()).isLessThan(0.01);
        assertThat(window.size()).isEqualTo(600);
    }

    @Test
    void realsThatAllScoreAlikeAreNoTrouble() {
        ScoreWindow window = new ScoreWindow(Collections.nCopies(300, 1.0), 600);
        for (int i = 0; i < 600; i++) {
            window.add(1);
        }

        assertThat(window.stabilityIndex()).isCloseTo(0, within(0.01));
    }
}
