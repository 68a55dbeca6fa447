package dev.gantry.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.engine.data.DataLimits;
import dev.gantry.engine.data.LocalFiles;
import dev.gantry.engine.data.PointDataset;
import dev.gantry.engine.data.PointReader;
import dev.gantry.engine.data.PointSource;
import dev.gantry.engine.data.PointSplit;
import dev.gantry.engine.data.ReadProgress;
import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.features.ValueSpace;
import dev.gantry.engine.features.WorkProgress;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metric's own test, on four modes: what must be good scores well, what must be bad scores badly. */
class ModesTest {
    private static final double DEVIATION = 0.05;
    private static final int POINTS = 4000;

    @TempDir
    Path folder;

    @Test
    void modesAreFoundByTheirLabels() throws IOException {
        Modes modes = Modes.of(fourCorners(true)).orElseThrow();

        assertThat(modes.modes()).hasSize(4).allSatisfy(mode -> {
            assertThat(mode.centre())
                    .allSatisfy(value -> assertThat(Math.abs(value)).isCloseTo(10, within(0.01)));
            assertThat(mode.deviation()).isCloseTo(DEVIATION, within(0.003));
            assertThat(mode.weight()).isEqualTo(0.25);
        });
    }

    @Test
    void heldOutRealsCoverEveryModeEvenly() throws IOException {
        PointSplit split = fourCorners(true).split(0.5, 1);

        ModeCoverage coverage = Modes.of(split.train()).orElseThrow().coverage(rows(split.heldOut()));

        assertThat(coverage.modes()).isEqualTo(4);
        assertThat(coverage.covered()).isEqualTo(4);
        // 1 - exp(-3² / 2) of a Gaussian in the plane.
        assertThat(coverage.goodShare()).isCloseTo(0.989, within(0.008));
        assertThat(coverage.divergence().orElseThrow()).isLessThan(0.005);
    }

    @Test
    void aConstantGeneratorCoversOneMode() throws IOException {
        PointDataset data = fourCorners(true);

        ModeCoverage coverage = Modes.of(data).orElseThrow().coverage(rows(data).rows(new int[100]));

        assertThat(coverage.covered()).isEqualTo(1);
        assertThat(coverage.goodShare()).isEqualTo(1);
        assertThat(coverage.divergence().orElseThrow()).isCloseTo(Math.log(4), within(1e-9));
    }

    @Test
    void samplesBetweenModesAreNoneOfThem() throws IOException {
        ModeCoverage coverage = Modes.of(fourCorners(true)).orElseThrow().coverage(FeatureMatrix.zeros(100, 2));

        assertThat(coverage.covered()).isZero();
        assertThat(coverage.goodShare()).isZero();
        assertThat(coverage.divergence()).isEmpty();
    }

    @Test
    void measurementsOfLabelledPointsTellOfModes() throws IOException {
        Yardstick labelled = yardstick(fourCorners(true));
        Yardstick unlabelled = yardstick(fourCorners(false));
        FeatureMatrix samples = rows(fourCorners(true)).slice(0, 500);

        assertThat(labelled.lacking(Metric.COVERED_MODES)).isEmpty();
        assertThat(labelled.measure(samples).figures())
                .containsEntry("modes", 4.0)
                .containsEntry("coveredModes", 4.0)
                .containsKeys("goodShare", "modeDivergence");
        assertThat(unlabelled.lacking(Metric.GOOD_SHARE)).contains("points with labels are needed");
        assertThat(unlabelled.measure(samples).figures()).doesNotContainKeys("modes", "goodShare");
    }

    private static Yardstick yardstick(PointDataset data) {
        PointSplit split = data.split(0.5, 1);
        return Yardstick.of(new ValueSpace(), split.train(), split.heldOut(), 500, WorkProgress.UNHEARD);
    }

    /** Gaussians around (±10, ±10), in turn. */
    private PointDataset fourCorners(boolean labelled) throws IOException {
        Random random = new Random(5);
        StringBuilder rows = new StringBuilder(labelled ? "x,y,label\n" : "x,y\n");
        for (int i = 0; i < POINTS; i++) {
            double x = (i % 2 == 0 ? -10 : 10) + DEVIATION * random.nextGaussian();
            double y = (i % 4 < 2 ? -10 : 10) + DEVIATION * random.nextGaussian();
            rows.append(String.format(Locale.ROOT, "%.5f,%.5f%s%n", x, y, labelled ? ",corner " + i % 4 : ""));
        }
        Files.writeString(folder.resolve("points.csv"), rows);
        return new PointReader(2, DataLimits.DEFAULT).read(new LocalFiles(folder), ReadProgress.UNHEARD);
    }

    private static FeatureMatrix rows(PointSource source) {
        float[] values = new float[2 * source.size()];
        source.read(IntStream.range(0, source.size()).toArray(), FloatBuffer.wrap(values));
        return new FeatureMatrix(source.size(), 2, values);
    }
}
