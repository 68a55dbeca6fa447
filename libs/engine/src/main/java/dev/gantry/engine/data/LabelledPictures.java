package dev.gantry.engine.data;

import dev.gantry.imaging.Picture;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures of one shape in memory, of two classes.
 *
 * @param negatives class 0, at least one
 * @param positives class 1
 */
public record LabelledPictures(List<Picture> negatives, List<Picture> positives) implements LabelledImages {
    public LabelledPictures {
        negatives = List.copyOf(negatives);
        positives = List.copyOf(positives);
    }

    /** Class 0, then class 1. */
    public List<Picture> pictures() {
        List<Picture> all = new ArrayList<>(negatives);
        all.addAll(positives);
        return all;
    }

    @Override
    public int size() {
        return negatives.size() + positives.size();
    }

    @Override
    public int channels() {
        return negatives.get(0).channels();
    }

    @Override
    public int height() {
        return negatives.get(0).height();
    }

    @Override
    public int width() {
        return negatives.get(0).width();
    }

    @Override
    public int classes() {
        return 2;
    }

    @Override
    public int label(int index) {
        return index < negatives.size() ? 0 : 1;
    }

    @Override
    public void read(int[] indices, ByteBuffer destination) {
        for (int index : indices) {
            Picture picture = index < negatives.size() ? negatives.get(index) : positives.get(index - negatives.size());
            destination.put(picture.pixels());
        }
    }
}
