package dev.gantry.engine.data;

import dev.gantry.engine.train.SampleSource;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.ScatterPlot;
import dev.gantry.networks.shape.Shape;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;

/** Points, which networks see standardized, and which may belong to classes. */
public interface PointSource extends SampleSource, Labelled {
    /** Most points of the data in a plot. */
    int MAX_SHOWN = 4096;

    /** Between the data's units and what networks see. */
    PointScale scale();

    /** Numbers in a point. */
    default int dimensions() {
        return scale().offset().length;
    }

    @Override
    default Shape shape() {
        return Shape.batched(dimensions());
    }

    /** All points {@code [size, D]} in the data's units. */
    default float[] points() {
        return points(IntStream.range(0, size()));
    }

    /** A scatter plot of the samples over the data. */
    @Override
    default Picture show(float[] samples) {
        int shown = Math.min(MAX_SHOWN, size());
        float[] data = points(IntStream.range(0, shown).map(i -> (int) ((long) i * size() / shown)));
        return ScatterPlot.of(data, scale().toData(samples), dimensions());
    }

    private float[] points(IntStream indices) {
        int[] wanted = indices.toArray();
        FloatBuffer points = FloatBuffer.allocate(Math.multiplyExact(wanted.length, dimensions()));
        read(wanted, points);
        return scale().toData(points.array());
    }
}
