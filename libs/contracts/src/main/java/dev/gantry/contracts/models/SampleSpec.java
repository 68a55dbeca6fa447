package dev.gantry.contracts.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What one sample of a model is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(SampleSpec.Images.class), @JsonSubTypes.Type(SampleSpec.Points.class)})
public sealed interface SampleSpec {

    /** Sizes of one sample's tensor, outermost first. */
    List<Long> extents();

    /** A case for each kind. */
    <T> T accept(Function<Images, T> images, Function<Points, T> points);

    /** Numbers in one sample. */
    default int length() {
        return Math.toIntExact(extents().stream().reduce(1L, Math::multiplyExact));
    }

    /** Shape of a batch; -1 stands for the batch. */
    default List<Long> batchShape() {
        return shape(-1);
    }

    /** Shape of so many samples. */
    default List<Long> shape(long samples) {
        List<Long> shape = new ArrayList<>(List.of(samples));
        shape.addAll(extents());
        return shape;
    }

    /** What the generator calls them: the name of its output. */
    default String tensor() {
        return accept(images -> "image", points -> "points");
    }

    /**
     * Pictures; pixel values are in [-1, 1] inside tensors.
     *
     * @param channels 1 (grey) or 3 (red, green, blue)
     * @param fit      how pictures of other proportions were brought to these in training
     */
    @JsonTypeName("images")
    record Images(int channels, int height, int width, Fit fit) implements SampleSpec {
        /** Pictures whose originals were cropped. */
        public Images(int channels, int height, int width) {
            this(channels, height, width, Fit.CROP);
        }

        /** How a picture gets other proportions. */
        public enum Fit {
            @JsonProperty("crop")
            CROP,
            @JsonProperty("stretch")
            STRETCH
        }

        @Override
        public List<Long> extents() {
            return List.of((long) channels, (long) height, (long) width);
        }

        @Override
        public <T> T accept(Function<Images, T> images, Function<Points, T> points) {
            return images.apply(this);
        }

        @Override
        public String toString() {
            return width + " × " + height + (channels == 1 ? " grey pixels" : " colour pixels");
        }
    }

    /**
     * Points; a value in the data's units is {@code offset + scale * value inside tensors}.
     *
     * @param dimensions numbers in a point
     * @param offset     of each dimension
     * @param scale      of each dimension
     */
    @JsonTypeName("points")
    record Points(int dimensions, List<Double> offset, List<Double> scale) implements SampleSpec {
        public Points {
            offset = List.copyOf(offset);
            scale = List.copyOf(scale);
            if (dimensions < 1 || offset.size() != dimensions || scale.size() != dimensions) {
                throw new IllegalArgumentException("points of " + dimensions
                        + " numbers need as many offsets and scales, not " + offset.size() + " and " + scale.size());
            }
        }

        /** The same points in the data's units. */
        public float[] toData(float[] values) {
            float[] points = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                int dimension = i % dimensions;
                points[i] = (float) (offset.get(dimension) + scale.get(dimension) * values[i]);
            }
            return points;
        }

        @Override
        public List<Long> extents() {
            return List.of((long) dimensions);
        }

        @Override
        public <T> T accept(Function<Images, T> images, Function<Points, T> points) {
            return points.apply(this);
        }

        @Override
        public String toString() {
            return "points of " + dimensions + (dimensions == 1 ? " number" : " numbers");
        }
    }
}
