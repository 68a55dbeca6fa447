package dev.gantry.benchmarks;

import dev.gantry.engine.data.DataLimits;
import dev.gantry.engine.data.LocalFiles;
import dev.gantry.engine.data.PointDataset;
import dev.gantry.engine.data.PointReader;
import dev.gantry.engine.data.PointScale;
import dev.gantry.engine.data.ReadProgress;
import dev.gantry.engine.metrics.Modes;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Equal Gaussians in the plane, as in Lin et al., <a href="https://arxiv.org/abs/1712.04086">PacGAN</a>, 2018, section 4.1.
 *
 * @param name      for reports
 * @param centres   of the Gaussians
 * @param deviation of each, in each direction
 */
record Mixture(String name, List<List<Double>> centres, double deviation) {
    /** Eight Gaussians on the unit circle. */
    static Mixture ring() {
        int modes = 8;
        List<List<Double>> centres = new ArrayList<>();
        for (int mode = 0; mode < modes; mode++) {
            double angle = 2 * Math.PI * mode / modes;
            centres.add(List.of(Math.cos(angle), Math.sin(angle)));
        }
        return new Mixture("ring", centres, 0.01);
    }

    /** Twenty-five Gaussians at even distances of 2. */
    static Mixture grid() {
        List<List<Double>> centres = new ArrayList<>();
        for (int x = -4; x <= 4; x += 2) {
            for (int y = -4; y <= 4; y += 2) {
                centres.add(List.of((double) x, (double) y));
            }
        }
        return new Mixture("grid", centres, 0.05);
    }

    /** What the Gaussians are, not what points of them would say. */
    Modes modes(PointScale scale) {
        double weight = 1.0 / centres.size();
        return new Modes(
                centres.stream()
                        .map(centre -> new Modes.Mode(centre, deviation, weight))
                        .toList(),
                scale);
    }

    /** Draws points into a file and reads them as a job would. */
    PointDataset draw(int points, long seed, Path folder) throws IOException {
        Path home = Files.createDirectory(folder.resolve(name));
        Random random = new Random(seed);
        try (BufferedWriter file = Files.newBufferedWriter(home.resolve("points.csv"))) {
            for (int i = 0; i < points; i++) {
                List<Double> centre = centres.get(random.nextInt(centres.size()));
                file.write(String.format(
                        Locale.ROOT,
                        "%.6f,%.6f%n",
                        centre.get(0) + deviation * random.nextGaussian(),
                        centre.get(1) + deviation * random.nextGaussian()));
            }
        }
        return new PointReader(2, DataLimits.DEFAULT).read(new LocalFiles(home), ReadProgress.UNHEARD);
    }
}
