package dev.gantry.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.detection.Verdict.Judgement;
import dev.gantry.contracts.detection.Verdict.Share;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class SeveralDetectorsTest extends DetectorServiceTest {
    private static final String INDIFFERENT = "indifferent";
    private static final double MOST_ODDS = 200;

    @BeforeEach
    void publishAnother(@TempDir Path folder) throws IOException, InterruptedException {
        TinyDetector.publishIndifferent(models, key, INDIFFERENT, "indifferent-job", folder);
        LiveDetectors.await(detectors, INDIFFERENT);
    }

    @Test
    void allDetectorsJudgeAndThePictureIsAttributed() {
        Verdict verdict = judge(0, Optional.empty());

        assertThat(verdict.verdict()).isEqualTo(Conclusion.LIKELY_SYNTHETIC);
        assertThat(verdict.falsePositiveRate()).hasValue(0.01);
        assertThat(verdict.judgements()).extracting(Judgement::model).containsExactly(MODEL, INDIFFERENT);
        assertThat(verdict.judgements())
                .extracting(Judgement::falsePositiveRate)
                .containsOnly(0.005);
        Verdict.Attribution attribution = verdict.attribution().orElseThrow();
        double indifference = Math.exp(TinyDetector.INDIFFERENCE);
        double all = 1 + MOST_ODDS + indifference;
        assertThat(attribution.generators()).extracting(Share::model).containsExactly(MODEL, INDIFFERENT);
        assertThat(attribution.generators().get(0).share()).isCloseTo(MOST_ODDS / all, within(1e-6));
        assertThat(attribution.generators().get(1).share()).isCloseTo(indifference / all, within(1e-6));
        assertThat(attribution.unknown()).isCloseTo(1 / all, within(1e-6));
    }

    @Test
    void aPictureThatLooksLikeNobodysIsMostlyUnknown() {
        Verdict.Attribution attribution =
                judge(128, Optional.empty()).attribution().orElseThrow();

        assertThat(attribution.unknown()).isGreaterThan(0.9);
    }

    @Test
    void aNamedModelIsTheOnlyOneAsked() {
        Verdict verdict = judge(0, Optional.of(MODEL));

        assertThat(verdict.judgements()).extracting(Judgement::model).containsExactly(MODEL);
        assertThat(verdict.judgements().get(0).falsePositiveRate()).isEqualTo(0.01);
        assertThat(verdict.attribution().orElseThrow().generators())
                .extracting(Share::model)
                .isEqualTo(List.of(MODEL));
    }
}
