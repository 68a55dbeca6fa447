package dev.gantry.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.data.DataLimits;
import dev.gantry.engine.data.DatasetReader;
import dev.gantry.engine.data.DatasetSplit;
import dev.gantry.engine.data.ImageDataset;
import dev.gantry.engine.data.LocalFiles;
import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.features.FeatureSpace;
import dev.gantry.engine.features.WorkProgress;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.train.SampleSource;
import dev.gantry.imaging.Conversion;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
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
    private final FeatureMatrix fresh = samples(split.heldOut(), 1000);
    private final FeatureClassifier classifier =
            FeatureClassifier.train(measured.train(), 2, 1, ComputeDevice.CPU, WorkProgress.UNHEARD);
    private final Yardstick yardstick = yardstick(classifier);

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
        SampleQuality quality = yardstick.measure(fresh);

        assertThat(quality.rows()).isEqualTo(SAMPLES);
        assertThat(quality.ratioToFloor()).isBetween(0.33, 3.0);
        assertThat(quality.precisionRecall().precision()).isGreaterThan(0.6);
        assertThat(quality.precisionRecall().recall()).isGreaterThan(0.6);
        assertThat(quality.memorization().ratio()).isBetween(0.85, 1.15);
        assertThat(quality.memorization().closeShare()).isLessThan(0.04);
        assertThat(quality.coveredClasses()).isEqualTo(10);
    }

    @Test
    void oneConstantPictureScoresTerribly() {
        SampleQuality quality = yardstick.measure(constant());

        assertThat(quality.ratioToFloor()).isGreaterThan(50);
        assertThat(quality.precisionRecall().recall()).isLessThan(0.05);
        assertThat(quality.coveredClasses()).isEqualTo(1);
    }

    @Test
    void noiseScoresTerribly() {
        assertThat(yardstick.measure(noise()).ratioToFloor()).isGreaterThan(50);
    }

    @Test
    void copiesOfTrainingPicturesAreFound() {
        Memorization memorization =
                yardstick.measure(samples(measured.train(), 0)).memorization();

        assertThat(memorization.ratio()).isLessThan(0.01);
        assertThat(memorization.closeShare()).isGreaterThan(0.99);
    }

    @Test
    void diversityIsOneAmongRealsAndNothingAmongEquals() {
        assertThat(yardstick.diversity(fresh.slice(0, 36))).isBetween(0.8, 1.2);
        assertThat(yardstick.diversity(constant().slice(0, 36))).isLessThan(1e-3);
    }

    @Test
    void withoutLabelsARandomNetworkStillTellsGoodFromBad() {
        try (FeatureSpace random = RandomNetwork.open(measured.train().shape())) {
            Yardstick unlabelled = yardstick(random);

            assertThat(unlabelled.measure(fresh).ratioToFloor()).isBetween(0.3, 3.0);
            assertThat(unlabelled.measure(constant()).ratioToFloor()).isGreaterThan(50);
            assertThat(unlabelled.measure(noise()).ratioToFloor()).isGreaterThan(50);
            assertThat(unlabelled.measure(fresh).figures()).doesNotContainKey("coveredClasses");
        }
    }

    @Test
    void figuresCarryEveryMetricByName() {
        assertThat(yardstick.measure(fresh).figures())
                .containsKeys("frechet", "kid", "precision", "recall", "nearestTrainingRatio", "classShare.9")
                .containsEntry("coveredClasses", 10.0)
                .containsEntry("rows", (double) SAMPLES);
    }

    @Test
    void aClassifierReadBackIsTheSameSpace() {
        try (FeatureClassifier again =
                FeatureClassifier.open(classifier.onnx(), measured.train().shape())) {
            assertThat(again.name()).isEqualTo(classifier.name()).startsWith("classifier-64:");
            assertThat(again.features(fresh).values())
                    .isEqualTo(classifier.features(fresh).values());
        }
    }

    private Yardstick yardstick(FeatureSpace space) {
        return Yardstick.of(space, measured.train(), measured.heldOut(), SAMPLES, WorkProgress.UNHEARD);
    }

    private FeatureMatrix constant() {
        return fresh.rows(new int[SAMPLES]);
    }

    private static FeatureMatrix noise() {
        float[] values = new float[SAMPLES * 28 * 28];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return new FeatureMatrix(SAMPLES, 28 * 28, values);
    }

    private static FeatureMatrix samples(SampleSource source, int begin) {
        float[] values = new float[SAMPLES * source.sampleLength()];
        source.read(IntStream.range(begin, begin + SAMPLES).toArray(), FloatBuffer.wrap(values));
        return new FeatureMatrix(SAMPLES, source.sampleLength(), values);
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
