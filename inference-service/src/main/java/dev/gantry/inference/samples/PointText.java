package dev.gantry.inference.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Points as text. */
final class PointText {
    private PointText() {}

    /** A header {@code x1,x2,…} and a row for each point, in the form that training reads. */
    static String csv(SampleContent.Points points) {
        String header = IntStream.rangeClosed(1, points.sample().dimensions())
                .mapToObj(dimension -> "x" + dimension)
                .collect(Collectors.joining(","));
        return rows(points).stream()
                .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", header + "\n", "\n"));
    }

    /** A list of numbers for each point. */
    static List<List<Float>> rows(SampleContent.Points points) {
        int dimensions = points.sample().dimensions();
        float[] values = points.values();
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
}
