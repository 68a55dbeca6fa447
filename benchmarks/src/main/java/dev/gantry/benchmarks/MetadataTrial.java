package dev.gantry.benchmarks;

import dev.gantry.engine.detection.RocCurve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What files alone tell of their pictures' origin: a {@link MetadataDetector} learns from the one half and judges the other.
 *
 * @param containers different ones among all files; 1 when nothing but their sizes and pixels tells them apart
 * @param containerArea area under the curve by the container alone
 * @param area area under the curve by container and size
 */
record MetadataTrial(long containers, double containerArea, double area) {
    private static final int SIZES = 16;

    static MetadataTrial of(List<byte[]> reals, List<byte[]> samples) {
        List<FileTraits> real = reals.stream().map(FileTraits::of).toList();
        List<FileTraits> synthetic = samples.stream().map(FileTraits::of).toList();
        long containers = Stream.concat(real.stream(), synthetic.stream())
                .map(FileTraits::container)
                .distinct()
                .count();
        return new MetadataTrial(containers, area(real, synthetic, 1), area(real, synthetic, SIZES));
    }

    private static double area(List<FileTraits> reals, List<FileTraits> samples, int sizes) {
        MetadataDetector detector = MetadataDetector.fit(half(reals, 0), half(samples, 0), sizes);
        return RocCurve.area(detector.scores(half(reals, 1)), detector.scores(half(samples, 1)));
    }

    private static List<FileTraits> half(List<FileTraits> all, int first) {
        List<FileTraits> half = new ArrayList<>();
        for (int i = first; i < all.size(); i += 2) {
            half.add(all.get(i));
        }
        return half;
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("containers", containers);
        figures.put("areaByContainer", containerArea);
        figures.put("areaByContainerAndSize", area);
        return figures;
    }
}
