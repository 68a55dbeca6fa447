package dev.gantry.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells samples from real pictures by {@link FileTraits} alone: by how often files with the same container and of like size were
 * samples. What it finds, a detector of pictures might have found too without looking at a single pixel.
 */
final class MetadataDetector {
    private final int[] edges;
    private final Map<String, double[]> counts = new HashMap<>();

    private MetadataDetector(int[] edges) {
        this.edges = edges;
    }

    /**
     * Learns from as many real files as samples, or about as many.
     *
     * @param sizes ranges of size that are told apart, each as frequent as the others; with 1 only the container counts
     */
    static MetadataDetector fit(List<FileTraits> reals, List<FileTraits> samples, int sizes) {
        List<FileTraits> all = new ArrayList<>(reals);
        all.addAll(samples);
        MetadataDetector detector = new MetadataDetector(edges(all, sizes));
        reals.forEach(file -> detector.count(file)[0] += 1.0 / reals.size());
        samples.forEach(file -> detector.count(file)[1] += 1.0 / samples.size());
        double unit = 1.0 / Math.max(reals.size(), samples.size());
        detector.counts.values().forEach(both -> {
            both[0] += unit;
            both[1] += unit;
        });
        return detector;
    }

    /** Log-odds of a sample; 0 for a kind of file that was never seen. */
    double[] scores(List<FileTraits> files) {
        return files.stream()
                .mapToDouble(file -> {
                    double[] both = counts.get(key(file));
                    return both == null ? 0 : Math.log(both[1] / both[0]);
                })
                .toArray();
    }

    private double[] count(FileTraits file) {
        return counts.computeIfAbsent(key(file), key -> new double[2]);
    }

    private String key(FileTraits file) {
        return range(edges, file) + ":" + file.container();
    }

    /** The least sizes of all ranges but the first. */
    private static int[] edges(List<FileTraits> files, int sizes) {
        int[] ascending = files.stream().mapToInt(FileTraits::size).sorted().toArray();
        int[] edges = new int[sizes - 1];
        Arrays.setAll(edges, i -> ascending[(int) ((long) ascending.length * (i + 1) / sizes)]);
        return edges;
    }

    private static int range(int[] edges, FileTraits file) {
        int range = 0;
        while (range < edges.length && file.size() >= edges[range]) {
            range++;
        }
        return range;
    }
}
