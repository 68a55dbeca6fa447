package dev.gantry.engine.features;

import dev.gantry.engine.train.SampleSource;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Turns samples into vectors whose distances mean something. */
public interface FeatureSpace extends AutoCloseable {
    /** Names the space, digest of its network included: numbers may be compared only under equal names. */
    String name();

    /**
     * A row of features for each sample.
     *
     * @param samples a row for each sample {@code [...]}, in the range that networks work in
     * @throws UnusableExtractorException if a feature is not finite
     */
    FeatureMatrix features(FeatureMatrix samples);

    @Override
    void close();

    /** The features of real samples, not more than {@code most}, at even distances: sources may be sorted by class. */
    default FeatureMatrix features(SampleSource source, int most, WorkProgress progress) {
        int count = Math.min(most, source.size());
        int chunk = 256;
        List<FeatureMatrix> parts = new ArrayList<>();
        for (int begin = 0; begin < count; begin += chunk) {
            progress.at(begin, count);
            int[] indices = new int[Math.min(chunk, count - begin)];
            for (int i = 0; i < indices.length; i++) {
                indices[i] = (int) ((long) (begin + i) * source.size() / count);
            }
            float[] values = new float[indices.length * source.sampleLength()];
            source.read(indices, FloatBuffer.wrap(values));
            parts.add(features(new FeatureMatrix(indices.length, source.sampleLength(), values)));
        }
        progress.at(count, count);
        return FeatureMatrix.concatenate(parts);
    }
}
