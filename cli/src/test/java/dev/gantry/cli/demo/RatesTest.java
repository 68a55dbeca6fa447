package dev.gantry.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.imaging.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatesTest {
    private static final Picture PICTURE = new Picture(1, 1, 1, new byte[1]);

    @Test
    void ratesCountWhatIsCalledSynthetic() {
        Rates rates = Rates.of(List.of(
                judged(true, Conclusion.LIKELY_SYNTHETIC, 3),
                judged(true, Conclusion.LIKELY_SYNTHETIC, 2),
                judged(true, Conclusion.NO_EVIDENCE, 0),
                judged(true, Conclusion.UNCERTAIN, 1),
                judged(false, Conclusion.NO_EVIDENCE, 0),
                judged(false, Conclusion.LIKELY_SYNTHETIC, 2.5)));

        assertThat(rates.truePositiveRate()).isEqualTo(0.5);
        assertThat(rates.falsePositiveRate()).isEqualTo(0.5);
        // Of 8 pairs generated wins 4 and ties 1.
        assertThat(rates.areaUnderCurve()).isEqualTo(4.5 / 8);
    }

    private static Judged judged(boolean generated, Conclusion verdict, double score) {
        return new Judged(generated, 0, PICTURE, verdict, score, 0.5);
    }
}
