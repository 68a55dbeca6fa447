package dev.gantry.detector.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.models.Calibration;
import dev.gantry.contracts.models.DetectorCard;
import dev.gantry.contracts.models.DetectorCard.Ground;
import dev.gantry.contracts.models.DetectorCard.Threshold;
import dev.gantry.imaging.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardReaderTest {
    private static final DetectorCard CARD = new DetectorCard(
            new Calibration.Platt(1, 0),
            List.of(new Threshold(0.002, 5), new Threshold(0.01, 3), new Threshold(0.05, 1)),
            List.of(-2.0, -1.0, 0.0, 0.0, 4.0),
            new Ground(28, 112, 1.5),
            List.of());

    private final CardReader reader = new CardReader(CARD, 0.01);

    @ParameterizedTest
    @CsvSource({"0.01, 3", "0.049, 3", "0.05, 1", "0.5, 1", "0.002, 5", "0.0001, 5"})
    void theGreatestRateUpToTheWantedOneCounts(double wanted, double score) {
        assertThat(new CardReader(CARD, wanted).threshold().score()).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({"3.0001, LIKELY_SYNTHETIC", "3, NO_EVIDENCE", "-9, NO_EVIDENCE"})
    void theThresholdItselfIsNoEvidence(double score, Conclusion conclusion) {
        assertThat(reader.conclusion(score, picture(28, 28))).isEqualTo(conclusion);
    }

    @ParameterizedTest
    @CsvSource({
        "27, 28, UNCERTAIN",
        "28, 28, LIKELY_SYNTHETIC",
        "113, 112, UNCERTAIN",
        "112, 112, LIKELY_SYNTHETIC",
        "42, 28, LIKELY_SYNTHETIC",
        "43, 28, UNCERTAIN",
        "28, 43, UNCERTAIN"
    })
    void sizesOffTheGroundAreUncertain(int width, int height, Conclusion conclusion) {
        assertThat(reader.conclusion(100, picture(width, height))).isEqualTo(conclusion);
    }

    @ParameterizedTest
    @CsvSource({"-5, 6", "-2, 6", "-1.5, 5", "0, 4", "0.1, 2", "4, 2", "4.1, 1"})
    void pValuesCountRealsThatLookAtLeastAsSynthetic(double score, double sixths) {
        assertThat(reader.pValue(score)).isCloseTo(sixths / 6, within(1e-12));
    }

    @Test
    void aDetectorWithoutRealScoresSaysNothing() {
        DetectorCard empty =
                new DetectorCard(CARD.calibration(), CARD.thresholds(), List.of(), CARD.ground(), List.of());

        assertThat(new CardReader(empty, 0.01).pValue(99)).isEqualTo(1);
    }

    private static Picture picture(int width, int height) {
        return new Picture(1, height, width, new byte[width * height]);
    }
}
