package dev.gantry.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.data.DataLimits;
import dev.gantry.engine.data.DatasetReader;
import dev.gantry.engine.data.DatasetSplit;
import dev.gantry.engine.data.ImageDataset;
import dev.gantry.engine.data.LocalFiles;
import dev.gantry.engine.data.Pictures;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.imaging.Conversion;
import dev.gantry.imaging.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The metrics' own tests, on the shipped pictures: what must be good scores well, what must be bad scores badly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleQualityTest {
    private static final int SAMPLES = 500;

    private final ImageDataset dataset = read();
    private final DatasetSplit split = dataset.split(0.5, 3);
    private final DatasetSplit measured =
            new DatasetSplit(split.train().slice(0, 2400), split.heldOut().slice(0, 1000));
    private final List<Picture> fresh = Pictures.of(split.heldOut(), 1000, 1000 + SAMPLES);
    private final FeatureClassifier classifier = FeatureClassifier.train(measured.train(), 2, 1, ComputeDevice.CPU);

    @AfterAll
    void close() {
        classifier.close();
    }

    @Test
    void theClassifierKnowsItsClasses() {
        assertThat(classifier.accuracy(measured.heldOut())).isGreaterThan(0.6);
    }

    @Test
    void unseenRealsScoreNearTheFloor() {
        SampleQuality quality = SampleQuality.measure(classifier, measured, fresh);

        assertThat(quality.rows()).isEqualTo(SAMPLES);
        assertThat(quality.ratioToFloor()).isBetween(0.4, 2.5);
        assertThat(quality.precisionRecall().precision()).isGreaterThan(0.6);
        assertThat(quality.precisionRecall().recall()).isGreaterThan(0.6);
        assertThat(quality.memorization().ratio()).isBetween(0.85, 1.15);
        assertThat(quality.memorization().closeShare()).isLessThan(0.04);
        assertThat(quality.coveredClasses()).isEqualTo(10);
    }

    @Test
    void oneConstantPictureScoresTerribly() {
        SampleQuality quality = SampleQuality.measure(classifier, measured, Collections.nCopies(SAMPLES, fresh.get(0)));

        assertThat(quality.ratioToFloor()).isGreaterThan(50);
        assertThat(quality.precisionRecall().recall()).isLessThan(0.05);
        assertThat(quality.coveredClasses()).isEqualTo(1);
    }

    @Test
    void noiseScoresTerribly() {
        Random random = new Random(1);
        List<Picture> noise = Stream.generate(() -> {
                    byte[] pixels = new byte[28 * 28];
                    random.nextBytes(pixels);
                    return new Picture(1, 28, 28, pixels);
                })
                .limit(SAMPLES)
                .toList();

        assertThat(SampleQuality.measure(classifier, measured, noise).ratioToFloor())
                .isGreaterThan(50);
    }

    @Test
    void copiesOfTrainingPicturesAreFound() {
        Memorization memorization = SampleQuality.measure(
                        classifier, measured, Pictures.of(measured.train(), 0, SAMPLES))
                .memorization();

        assertThat(memorization.ratio()).isLessThan(0.01);
        assertThat(memorization.closeShare()).isGreaterThan(0.99);
    }

    private static ImageDataset read() {
        try {
            return new DatasetReader(new Conversion(1, 28, 28), DataLimits.DEFAULT, 0)
                    .read(new LocalFiles(Path.of("..", "..", "datasets", "fashion-mnist")));
        } catch (IOException e) {
            throw new IllegalStateException("the shipped pictures cannot be read", e);
        }
    }
}
