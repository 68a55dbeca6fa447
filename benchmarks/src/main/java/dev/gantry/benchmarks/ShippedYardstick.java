package dev.gantry.benchmarks;

import dev.gantry.cli.stack.LocalStack;
import dev.gantry.engine.data.DataLimits;
import dev.gantry.engine.data.DatasetReader;
import dev.gantry.engine.data.DatasetSplit;
import dev.gantry.engine.data.ImageDataset;
import dev.gantry.engine.data.ImageView;
import dev.gantry.engine.data.LocalFiles;
import dev.gantry.engine.features.FeatureMatrix;
import dev.gantry.engine.features.WorkProgress;
import dev.gantry.engine.metrics.FeatureClassifier;
import dev.gantry.engine.metrics.SampleQuality;
import dev.gantry.engine.metrics.Yardstick;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.imaging.Conversion;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PixelScale;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Measures samples against the shipped pictures, in the features of a classifier of these. */
final class ShippedYardstick implements AutoCloseable {
    static final int CLASSIFIER_EPOCHS = 6;

    private final DatasetSplit data;
    private final FeatureClassifier classifier;
    private final Yardstick yardstick;

    private ShippedYardstick(DatasetSplit data, FeatureClassifier classifier, int samples) {
        this.data = data;
        this.classifier = classifier;
        this.yardstick = Yardstick.of(classifier, data.train(), data.heldOut(), samples, WorkProgress.UNHEARD);
    }

    /**
     * Trains the classifier.
     *
     * @param keptBack shipped pictures, the last ones of the file, that no job ever gets
     * @param samples  on each side of every comparison
     */
    static ShippedYardstick train(BenchContext context, int keptBack, int samples, long seed) throws IOException {
        context.console().tell("Training the classifier whose features are the yardstick");
        ImageDataset all = new DatasetReader(new Conversion(1, 28, 28), DataLimits.DEFAULT, 0)
                .read(new LocalFiles(context.installation().datasets().resolve(LocalStack.SHIPPED_DATASET)));
        int training = all.size() - keptBack;
        DatasetSplit data = new DatasetSplit(
                new ImageView(all, IntStream.range(0, training).toArray()),
                new ImageView(all, IntStream.range(training, all.size()).toArray()));
        FeatureClassifier classifier = FeatureClassifier.train(
                data.train(), CLASSIFIER_EPOCHS, seed, ComputeDevice.best(), WorkProgress.UNHEARD);
        return new ShippedYardstick(data, classifier, samples);
    }

    SampleQuality measure(List<Picture> samples) {
        FeatureMatrix rows = FeatureMatrix.zeros(samples.size(), samples.get(0).pixels().length);
        for (int row = 0; row < rows.rows(); row++) {
            byte[] pixels = samples.get(row).pixels();
            for (int i = 0; i < pixels.length; i++) {
                rows.set(row, i, PixelScale.toFloat(pixels[i]));
            }
        }
        return measure(rows);
    }

    SampleQuality measure(FeatureMatrix samples) {
        return yardstick.measure(samples);
    }

    /** Of the classifier, on pictures that no job got. */
    double classifierAccuracy() {
        return classifier.accuracy(data.heldOut());
    }

    @Override
    public void close() {
        classifier.close();
    }
}
