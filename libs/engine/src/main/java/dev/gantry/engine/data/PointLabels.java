package dev.gantry.engine.data;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The labels of points while they are read: names of any kind, numbered as they first occur. */
final class PointLabels {
    /** A column with more different values than this is no class. */
    private static final int MAX_CLASSES = 1000;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final IntStream.Builder labels = IntStream.builder();
    private int count;

    void add(String name, CsvLines lines) throws MalformedDataException {
        if (name.isEmpty()) {
            throw lines.malformed("label", "(empty)", "a label for each point");
        }
        int number = numbers.computeIfAbsent(name, unseen -> numbers.size());
        if (number == MAX_CLASSES) {
            throw lines.malformed("label", name, "at most " + MAX_CLASSES + " different labels");
        }
        labels.add(number);
        count++;
    }

    /**
     * One a point, or none.
     *
     * @param points that were read
     * @throws MalformedDataException if some have a label and others have none
     */
    int[] of(int points, String file) throws MalformedDataException {
        if (count != 0 && count != points) {
            throw new MalformedDataException(
                    file, "labels", count + " of " + points + " points", "a column of labels in every file or in none");
        }
        return labels.build().toArray();
    }
}
