package dev.gantry.trainer.measure;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.engine.data.ImageView;
import dev.gantry.engine.data.LabelledImages;
import dev.gantry.engine.features.FeatureSpace;
import dev.gantry.engine.features.OnnxExtractor;
import dev.gantry.engine.features.UnusableExtractorException;
import dev.gantry.engine.features.ValueSpace;
import dev.gantry.engine.features.WorkProgress;
import dev.gantry.engine.metrics.FeatureClassifier;
import dev.gantry.engine.metrics.RandomNetwork;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.train.SampleSource;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.Sha256;
import dev.gantry.trainer.work.JobRun;
import dev.gantry.trainer.work.TrainingData;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Finds the space that a job's samples are measured in: the request's extractor, else a classifier of the data's own labels, else
 * a network with random weights; points are compared as they are.
 */
@Singleton
public final class FeatureSpaces {
    private static final Logger LOG = Logger.getLogger(FeatureSpaces.class);
    private static final String FIELD = "metrics.extractor";
    private static final int MAX_EXTRACTOR_BYTES = 256 << 20;
    private static final int MAX_CLASSIFIER_BYTES = 16 << 20;
    private static final int CLASSIFIER_EPOCHS = 2;
    private static final int MAX_CLASSIFIER_IMAGES = 10_000;
    /** Bounds the time that large pictures take: for instance 5,461 in colour of 64 by 64 pixels. */
    private static final int MAX_CLASSIFIER_PIXELS = 64 << 20;

    private static final int DIGEST_DIGITS = 12;
    /** The same for every job, so that all jobs on the same data are measured in the same space. */
    private static final long CLASSIFIER_SEED = 0;

    private final ObjectStore store;

    FeatureSpaces(ObjectStore store) {
        this.store = store;
    }

    /**
     * Opens the space.
     *
     * @throws GantryException rejected, {@code invalid-request}, if the request's extractor cannot be used
     */
    FeatureSpace open(JobRun job, TrainingData data, WorkReporter work) {
        SampleSource all = data.all();
        Optional<String> extractor = job.request().metrics().extractor();
        if (job.request().data().kind() == TrainingRequest.Data.Kind.POINTS) {
            extractor.ifPresent(uri -> {
                throw refused(uri, "none: points are compared as they are");
            });
            return new ValueSpace();
        }
        if (extractor.isPresent()) {
            return extractor(extractor.get(), all);
        }
        return all instanceof LabelledImages images && images.classes() > 1
                ? classifier(job, images, data.all().sha256(), work)
                : RandomNetwork.open(all.shape());
    }

    /** It is tried at once, on a few pictures of the data. */
    private FeatureSpace extractor(String uri, SampleSource samples) {
        byte[] onnx = store.get(key(uri), MAX_EXTRACTOR_BYTES).orElseThrow(() -> refused(uri, "an object that exists"));
        String file = uri.substring(uri.lastIndexOf('/') + 1);
        try {
            OnnxExtractor opened =
                    OnnxExtractor.open(file + ":" + Sha256.of(onnx).substring(0, DIGEST_DIGITS), onnx, samples.shape());
            try {
                opened.features(samples, 2, WorkProgress.UNHEARD);
                return opened;
            } catch (UnusableExtractorException e) {
                opened.close();
                throw e;
            }
        } catch (UnusableExtractorException e) {
            throw refused(uri, "a network that can be used; " + e.getMessage());
        }
    }

    private String key(String uri) {
        String prefix = "s3://" + store.bucket() + "/";
        String key = uri.startsWith(prefix) ? uri.substring(prefix.length()) : "";
        if (!key.startsWith(StoreKeys.DATA) || key.contains("/.")) {
            throw refused(uri, "must begin with " + prefix + StoreKeys.DATA + ", without . or .. in its path");
        }
        return key;
    }

    /** Trained once for a dataset; of two trainers that do it at the same time, the first one's stands. */
    private FeatureClassifier classifier(JobRun job, LabelledImages images, String sha256, WorkReporter work) {
        String key = StoreKeys.featureClassifier(sha256);
        Optional<byte[]> kept = store.get(key, MAX_CLASSIFIER_BYTES);
        if (kept.isPresent()) {
            LOG.infof("event=classifier-found jobId=%s key=%s", job.jobId(), key);
            return FeatureClassifier.open(kept.get(), images.shape());
        }
        long start = System.nanoTime();
        try (FeatureClassifier trained = FeatureClassifier.train(
                some(images),
                CLASSIFIER_EPOCHS,
                CLASSIFIER_SEED,
                ComputeDevice.best(),
                work.begin("training-classifier", 0))) {
            LOG.infof(
                    "event=classifier-trained jobId=%s key=%s seconds=%.1f",
                    job.jobId(), key, (System.nanoTime() - start) / 1e9);
            store.putIfAbsent(key, trained.onnx(), "application/octet-stream");
        }
        return FeatureClassifier.open(store.get(key, MAX_CLASSIFIER_BYTES).orElseThrow(), images.shape());
    }

    /** At even distances: datasets may be sorted by class. */
    private static LabelledImages some(LabelledImages images) {
        int count =
                Math.min(images.size(), Math.min(MAX_CLASSIFIER_IMAGES, MAX_CLASSIFIER_PIXELS / images.imageBytes()));
        return new ImageView(
                images,
                IntStream.range(0, count)
                        .map(i -> (int) ((long) i * images.size() / count))
                        .toArray());
    }

    private static GantryException refused(String uri, String accepted) {
        return Failure.Rejected.invalidField(FIELD, uri, accepted).asException();
    }
}
