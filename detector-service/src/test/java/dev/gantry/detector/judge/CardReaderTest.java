package dev.gantry.detector.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.contracts.detection.Verdict.Abstention;
import dev.gantry.contracts.models.Calibration;
import dev.gantry.contracts.models.DetectorCard;
import dev.gantry.contracts.models.DetectorCard.Ground;
import dev.gantry.contracts.models.DetectorCard.Threshold;
import dev.gantry.imaging.Picture;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardReaderTest {
    private static final DetectorCard CARD = new DetectorCard(
            new Calibration.Platt(1, 0),
            List.of(new Threshold(0.002, 5), new Threshold(0.01, 3), new Threshold(0.05, 1)),
            List.of(-2.0, -1.0, 0.0, 0.0, 4.0),
            Optional.empty(),
            new Ground(28, 112, 1.5, OptionalInt.of(60)),
            List.of());

    private final CardReader reader = new CardReader(CARD);

    @ParameterizedTest
    @CsvSource({"0.17, 4", "0.33, 4", "0.34, 0", "0.5, 0", "0.67, -1", "0.9, -2"})
    void atMostThatShareOfRealsIsAboveAThreshold(double rate, double score) {
        assertThat(reader.threshold(rate)).hasValue(score);
        assertThat(reader.pValue(Math.nextUp(score))).isLessThanOrEqualTo(rate);
        assertThat(reader.pValue(score)).isGreaterThan(rate);
    }

    @ParameterizedTest
    @CsvSource({"99, 0.01, true", "98, 0.01, false", "499, 0.002, true", "498, 0.002, false"})
    void aRateTakesSoManyReals(int reals, double rate, boolean held) {
        assertThat(new CardReader(Cards.ofReals(reals)).threshold(rate).isPresent())
                .isEqualTo(held);
    }

    @ParameterizedTest
    @CsvSource({
        "27, 28, false",
        "28, 28, true",
        "113, 112, false",
        "112, 112, true",
        "42, 28, true",
        "43, 28, false",
        "28, 43, false"
    })
    void sizesOffTheGroundAreNotCovered(int width, int height, boolean covered) {
        assertThat(reader.foreign(evidence(width, height, OptionalInt.empty())))
                .isEqualTo(covered ? Optional.empty() : Optional.of(Abstention.UNKNOWN_SIZE));
    }

    @ParameterizedTest
    @CsvSource({"59, false", "60, true", "100, true"})
    void jpegThatIsCompressedMoreThanTheCalibrationsIsNotCovered(int quality, boolean covered) {
        assertThat(reader.foreign(evidence(28, 28, OptionalInt.of(quality))))
                .isEqualTo(covered ? Optional.empty() : Optional.of(Abstention.UNKNOWN_QUALITY));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2.718281828", "9, 6", "-9, 0.1666666667", "1e9, 6"})
    void oddsAreThoseOfTheProbabilityAsFarAsRealsCanTell(double score, double odds) {
        assertThat(reader.odds(score)).isCloseTo(odds, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"-5, 6", "-2, 6", "-1.5, 5", "0, 4", "0.1, 2", "4, 2", "4.1, 1"})
    void pValuesCountRealsThatLookAtLeastAsSynthetic(double score, double sixths) {
        assertThat(reader.pValue(score)).isCloseTo(sixths / 6, within(1e-12));
    }

    @Test
    void aDetectorWithoutRealScoresSaysNothing() {
        CardReader empty = new CardReader(Cards.ofReals(0));

        assertThat(empty.pValue(99)).isEqualTo(1);
        assertThat(empty.odds(99)).isEqualTo(1);
        assertThat(empty.threshold(0.5)).isEmpty();
    }

    @Test
    void jpegWhoseQualityCannotBeToldIsNotCovered() {
        Evidence evidence = new Evidence("0", "jpeg", OptionalInt.empty(), new Picture(1, 28, 28, new byte[784]));

        assertThat(reader.foreign(evidence)).hasValue(Abstention.UNKNOWN_QUALITY);
    }

    private static Evidence evidence(int width, int height, OptionalInt jpegQuality) {
        String format = jpegQuality.isPresent() ? "jpeg" : "png";
        return new Evidence("0", format, jpegQuality, new Picture(1, height, width, new byte[width * height]));
    }
}
