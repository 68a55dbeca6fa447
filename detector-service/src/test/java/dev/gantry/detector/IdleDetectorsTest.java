package dev.gantry.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Judgement;
import dev.gantry.contracts.detection.Verdict.Unavailable;
import dev.gantry.serving.catalog.ModelStatus;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several detectors where memory is for one. */
@QuarkusTest
@TestProfile(IdleDetectorsTest.MemoryForOne.class)
class IdleDetectorsTest extends DetectorServiceTest {
    private static final String OTHER = "indifferent";
    private static final String BROKEN = "broken";

    /** A tiny detector is counted with more than half of this. */
    public static final class MemoryForOne implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gantry.detector.memory.budget", "150000", "gantry.detector.memory.idle", "0S");
        }
    }

    @BeforeEach
    void publishAnother(@TempDir Path folder) throws IOException, InterruptedException {
        TinyDetector.publishIndifferent(models, key, OTHER, "other-job", folder);
        LiveDetectors.await(detectors, OTHER);
    }

    @Test
    void idleDetectorsComeBackForEveryVerdict() {
        assertThat(detectors.registered()).extracting(ModelStatus::model).contains(MODEL, OTHER);
        assertThat(detectors.registered())
                .filteredOn(status -> status.live().isPresent())
                .hasSize(1);

        for (int i = 0; i < 3; i++) {
            assertThat(judge(0, Optional.empty()).judgements())
                    .extracting(Judgement::model)
                    .contains(MODEL, OTHER);
            assertThat(judge(0, Optional.of(MODEL)).judgements())
                    .extracting(Judgement::model)
                    .containsExactly(MODEL);
        }
    }

    @Test
    void aDetectorThatDoesNotLoadIsToldInTheVerdict(@TempDir Path folder) throws IOException, InterruptedException {
        TinyDetector.publishBroken(models, key, BROKEN, "broken-job", folder);
        detectors.catalog().hint(BROKEN);
        while (detectors.registered().stream()
                .noneMatch(status ->
                        status.model().equals(BROKEN) && !status.quarantined().isEmpty())) {
            Thread.sleep(20);
        }

        Verdict verdict = judge(0, Optional.empty());

        assertThat(verdict.judgements()).extracting(Judgement::model).contains(MODEL, OTHER);
        assertThat(verdict.unavailable().orElseThrow())
                .extracting(Unavailable::model, Unavailable::code)
                .contains(tuple(BROKEN, "model-not-ready"));
    }
}
