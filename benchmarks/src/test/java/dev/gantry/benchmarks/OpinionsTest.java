package dev.gantry.benchmarks;

import static dev.gantry.benchmarks.JudgedPictures.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.cli.console.CliException;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.detection.Verdict.Judgement;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpinionsTest {
    private final Opinions opinions = Opinions.of(
            List.of(
                    verdict(judgement("b", 3, 0.002), judgement("a", 1, 0.3)),
                    verdict(judgement("a", 2, 0.01), judgement("b", -1, 0.9)),
                    verdict(judgement("a", 0, 0.6), judgement("b", -2, 0.8))),
            List.of("a", "b"));

    @Test
    void aDetectorIsToldByItsNameWhereverItStands() {
        assertThat(opinions.scores("a")).containsExactly(1, 2, 0);
        assertThat(opinions.scores("b")).containsExactly(3, -1, -2);
    }

    @Test
    void aRateIsMetByPValuesUpToIt() {
        assertThat(opinions.found("a", 0.01)).isEqualTo(1);
        assertThat(opinions.found("a", 0.009)).isZero();
        assertThat(opinions.found("b", 0.002)).isEqualTo(1);
    }

    @Test
    void severalDetectorsShareTheRate() {
        assertThat(opinions.found(List.of("a", "b"), 0.02)).isEqualTo(2);
        assertThat(opinions.found(List.of("a", "b"), 0.019)).isEqualTo(1);
        assertThat(opinions.evidence(List.of("a", "b"))).containsExactly(-0.002, -0.01, -0.6);
    }

    @Test
    void onlyWhatDetectorsFoundCounts() {
        assertThat(opinions.pictures()).isEqualTo(3);
        assertThat(opinions.called()).isEqualTo(1);
    }

    @Test
    void aSilentDetectorIsAnError() {
        List<Verdict> verdicts = List.of(verdict(judgement("a", 0, 0.6)));

        assertThatThrownBy(() -> Opinions.of(verdicts, List.of("a", "b")))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("detector of b");
    }

    @Test
    void aPValueThatContradictsItsThresholdIsAnError() {
        List<Verdict> verdicts =
                List.of(verdict(JudgedPictures.judgement("a", 0, 0.004, 0.005, Conclusion.NO_EVIDENCE)));

        assertThatThrownBy(() -> Opinions.of(verdicts, List.of("a")))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("p-value");
    }

    private static Judgement judgement(String model, double score, double pValue) {
        return JudgedPictures.judgement(model, score, pValue, 0.005);
    }
}
