package dev.gantry.inference.samples;

import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PixelScale;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Samples as people know them, in the order of their index. */
sealed interface SampleContent {

    /** Room for {@code count} samples of a kind. */
    static SampleContent of(SampleSpec sample, int count) {
        return sample.accept(
                images -> new Pictures(images, new ArrayList<>(count)),
                points -> new Points(points, new float[count * points.dimensions()]));
    }

    /**
     * Takes in what a network has made.
     *
     * @param first  number of the first of them, from 0
     * @param values {@code [n, ...]}
     */
    void add(int first, float[] values);

    /** A case for each kind. */
    <T> T accept(Function<Pictures, T> pictures, Function<Points, T> points);

    /** Pictures, kept as bytes. */
    record Pictures(SampleSpec.Images sample, List<Picture> pictures) implements SampleContent {
        @Override
        public void add(int first, float[] values) {
            pictures.addAll(PixelScale.pictures(values, sample.channels(), sample.height(), sample.width()));
        }

        @Override
        public <T> T accept(Function<Pictures, T> pictures, Function<Points, T> points) {
            return pictures.apply(this);
        }
    }

    /**
     * Points.
     *
     * @param values in the data's units, point after point
     */
    // Bulk numbers, never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Points(SampleSpec.Points sample, float[] values) implements SampleContent {
        @Override
        public void add(int first, float[] made) {
            float[] points = sample.toData(made);
            System.arraycopy(points, 0, values, first * sample.dimensions(), points.length);
        }

        /** A list of numbers for each point. */
        List<List<Float>> rows() {
            int dimensions = sample.dimensions();
            List<List<Float>> rows = new ArrayList<>(values.length / dimensions);
            for (int begin = 0; begin < values.length; begin += dimensions) {
                List<Float> row = new ArrayList<>(dimensions);
                for (int d = 0; d < dimensions; d++) {
                    row.add(values[begin + d]);
                }
                rows.add(row);
            }
            return rows;
        }

        @Override
        public <T> T accept(Function<Pictures, T> pictures, Function<Points, T> points) {
            return points.apply(this);
        }
    }
}
