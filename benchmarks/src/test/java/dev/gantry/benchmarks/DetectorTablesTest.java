package dev.gantry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DetectorTablesTest {
    private static final List<String> FAMILIES = List.of("a", "b", "c");

    /** Four real pictures; each p-value is one of the detectors' in turn. */
    private final Opinions reals =
            opinions(new double[][] {{0.5, 0.6, 0.7}, {0.05, 0.4, 0.9}, {0.9, 0.01, 0.3}, {0.8, 0.7, 0.001}});

    /** Samples that the own detector always finds, and b's sometimes. */
    private final Opinions samples = opinions(new double[][] {{0.001, 0.003, 0.9}, {0.001, 0.6, 0.2}});

    private final DetectorTables tables = new DetectorTables(reals, Map.of("a", samples, "b", reals, "c", reals));

    @Test
    void aGeneratorIsJudgedByEachDetector() {
        assertThat(tables.areas().get("a")).containsEntry("a", 1.0).containsEntry("b", 0.6875);
        assertThat(tables.truePositiveRates().get("a"))
                .containsEntry("a", 1.0)
                .containsEntry("b", 0.5)
                .containsEntry("c", 0.0);
    }

    @Test
    void falsePositivesAreCountedForEachRate() {
        assertThat(tables.falsePositives("a")).containsEntry(0.05, 1).containsEntry(0.01, 0);
        assertThat(tables.worstFalsePositiveRate(0.05)).isEqualTo(0.25);
    }

    @Test
    void anUnseenGeneratorIsJudgedByTheOthersAtTheirPartsOfTheRate() {
        Map<String, Double> unseen = tables.withoutOwn().get("a");

        assertThat(unseen)
                .containsEntry("truePositiveRate", 0.5)
                .containsEntry("falsePositiveRate", 0.25)
                .containsEntry("areaUnderCurve", 0.625);
    }

    @Test
    void theVerdictsThemselvesAreCountedForAllDetectors() {
        assertThat(tables.foundByAll())
                .containsEntry("a", 1.0)
                .containsEntry("b", 0.25)
                .containsEntry("real", 0.25);
    }

    /** Scores are p-values negated; a detector is held to a third of a percent. */
    private static Opinions opinions(double[][] pValues) {
        List<Verdict> verdicts = new ArrayList<>();
        for (double[] ofPicture : pValues) {
            verdicts.add(JudgedPictures.verdict(IntStream.range(0, FAMILIES.size())
                    .mapToObj(i -> judgement(FAMILIES.get(i), ofPicture[i]))
                    .toArray(Judgement[]::new)));
        }
        return Opinions.of(verdicts, FAMILIES);
    }

    private static Judgement judgement(String model, double pValue) {
        return JudgedPictures.judgement(model, -pValue, pValue, 0.01 / FAMILIES.size());
    }
}
