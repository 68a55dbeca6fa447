package dev.gantry.detector.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.contracts.detection.Verdict.Abstention;
import dev.gantry.contracts.detection.Verdict.Attribution;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.detection.Verdict.Judgement;
import dev.gantry.contracts.detection.Verdict.Share;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanelTest {
    private static final double RATE = 0.01;
    private static final CardReader THOUSAND = new CardReader(Cards.ofReals(999));

    @Test
    void theStrongestEvidenceComesFirst() {
        Panel panel = panel(
                look("uncertain", 5, 50), look("none", -90, 999), look("weaker", -1, 999), look("strong", 3, 999));

        assertThat(panel.judgements())
                .extracting(Judgement::model)
                .containsExactly("strong", "weaker", "none", "uncertain");
    }

    @Test
    void theMoreDetectorsThereAreTheMoreEachMustBeSure() {
        Judgement alone = panel(look("a", -2.5, 399)).judgements().get(0);
        Judgement oneOfTwo =
                panel(look("a", -2.5, 399), look("b", -200, 399)).judgements().get(0);

        assertThat(alone.conclusion()).isEqualTo(Conclusion.LIKELY_SYNTHETIC);
        assertThat(alone.threshold()).hasValue(-3);
        assertThat(alone.falsePositiveRate()).isEqualTo(RATE);
        assertThat(oneOfTwo.model()).isEqualTo("a");
        assertThat(oneOfTwo.conclusion()).isEqualTo(Conclusion.NO_EVIDENCE);
        assertThat(oneOfTwo.threshold()).hasValue(-1);
        assertThat(oneOfTwo.falsePositiveRate()).isEqualTo(RATE / 2);
    }

    @Test
    void detectorsWithTooFewRealsAbstainRatherThanSilenceTheOthers() {
        List<Judgement> judgements = panel(look("few", 9, 98), look("enough", 1, 199), look("more", -150, 399))
                .judgements();

        assertThat(judgements).extracting(Judgement::model).containsExactly("enough", "more", "few");
        assertThat(judgements).extracting(Judgement::falsePositiveRate).containsOnly(RATE / 2);
        assertThat(judgements.get(2).abstention()).hasValue(Abstention.TOO_FEW_REALS);
        assertThat(judgements.get(2).threshold()).isEmpty();
    }

    @Test
    void whoDoesNotKnowSuchPicturesNeitherJudgesNorTakesPartOfTheRate() {
        Panel panel = panel(look("a", 1, 99), off("b", 9, 9999));

        assertThat(panel.judgements().get(0).conclusion()).isEqualTo(Conclusion.LIKELY_SYNTHETIC);
        assertThat(panel.judgements().get(1).abstention()).hasValue(Abstention.UNKNOWN_SIZE);
        assertThat(panel.attribution().generators()).extracting(Share::model).containsExactly("a");
    }

    @Test
    void oddsAreSharedOutAmongGeneratorsAndTheUnknown() {
        Attribution attribution =
                panel(look("a", Math.log(2), 999), look("b", Math.log(5), 999)).attribution();

        assertThat(attribution.generators()).extracting(Share::model).containsExactly("b", "a");
        assertThat(attribution.generators().get(0).share()).isCloseTo(5.0 / 8, within(1e-12));
        assertThat(attribution.generators().get(1).share()).isCloseTo(2.0 / 8, within(1e-12));
        assertThat(attribution.unknown()).isCloseTo(1.0 / 8, within(1e-12));
    }

    @Test
    void aDetectorOfSeveralGeneratorsSpeaksForThoseWithoutOneOfTheirOwn() {
        Attribution attribution = panel(look("a", Math.log(2), 999), several(Math.log(3), "a", "b", "c"))
                .attribution();

        Share several = attribution.generators().get(0);
        assertThat(several.model()).isEqualTo("several");
        assertThat(several.generators()).hasValue(List.of("a", "b", "c"));
        assertThat(several.share()).isCloseTo(6.0 / 9, within(1e-12));
        assertThat(attribution.generators().get(1)).isEqualTo(new Share("a", 3, 2.0 / 9));
        assertThat(attribution.unknown()).isCloseTo(1.0 / 9, within(1e-12));
    }

    @Test
    void aDetectorOfGeneratorsThatAllHaveOneOfTheirOwnJudgesButDoesNotAttribute() {
        Panel panel = panel(look("a", Math.log(2), 999), look("b", 0, 999), several(9, "a", "b"));

        assertThat(panel.judgements()).extracting(Judgement::model).containsExactly("a", "several", "b");
        assertThat(panel.attribution().generators()).extracting(Share::model).containsExactly("a", "b");
    }

    @Test
    void withoutADetectorAllIsUnknown() {
        assertThat(panel().attribution()).isEqualTo(new Attribution(List.of(), 1));
        assertThat(panel().judgements()).isEmpty();
    }

    /** Detectors that agree, and ones that have nothing to do with each other: the two ends of what may be. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void noMoreRealsThanTheRateAreCalledSyntheticByAnyOfTheDetectors(double agreement) {
        Random random = new Random(5);
        int reals = 20_000;
        int called = 0;
        for (int i = 0; i < reals; i++) {
            double common = random.nextDouble();
            Look[] looks = new Look[5];
            for (int j = 0; j < looks.length; j++) {
                double level = agreement == 1 ? common : random.nextDouble();
                double score = Math.floor(level * 1000) - 999 + 0.5;
                looks[j] = new Look("m" + j, 3, List.of(), score, THOUSAND, Stratum.PLAIN, Optional.empty(), "1", "2");
            }
            called += panel(looks).judgements().get(0).conclusion() == Conclusion.LIKELY_SYNTHETIC ? 1 : 0;
        }

        assertThat((double) called / reals).isLessThan(RATE * 1.2);
    }

    private static Panel panel(Look... looks) {
        return new Panel(RATE, Arrays.asList(looks), List.of());
    }

    private static Look look(String model, double score, int reals) {
        return new Look(
                model,
                3,
                List.of(),
                score,
                new CardReader(Cards.ofReals(reals)),
                Stratum.PLAIN,
                Optional.empty(),
                "1",
                "2");
    }

    private static Look several(double score, String... generators) {
        return new Look("several", 3, List.of(generators), score, THOUSAND, Stratum.PLAIN, Optional.empty(), "1", "2");
    }

    private static Look off(String model, double score, int reals) {
        return new Look(
                model,
                3,
                List.of(),
                score,
                new CardReader(Cards.ofReals(reals)),
                Stratum.PLAIN,
                Optional.of(Abstention.UNKNOWN_SIZE),
                "1",
                "2");
    }
}
