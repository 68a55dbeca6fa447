package dev.gantry.cli.demo;

import dev.gantry.contracts.Json;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.imaging.PictureGrid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Writes what there is to look at. */
final class DemoOutput {
    static final String SAMPLES = "samples.png";
    static final String GROWTH = "growth.png";
    static final String GROWTH_FOLDER = "growth";
    static final String REAL = "verdicts-real.png";
    static final String GENERATED = "verdicts-generated.png";
    static final String VERDICTS = "verdicts.csv";
    static final String RESULTS = "results.json";
    static final String PAGE = "index.html";

    private static final int GRID_COLUMNS = 10;
    private static final int SHOWN_VERDICTS = 100;
    private static final int VERDICT_COLUMNS = 20;

    private final Path folder;

    /** Opens a folder; what an earlier demonstration left of its growth goes away. */
    DemoOutput(Path folder) throws IOException {
        this.folder = folder;
        Path growth = folder.resolve(GROWTH_FOLDER);
        Files.createDirectories(growth);
        try (Stream<Path> old = Files.list(growth)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
    }

    void samples(List<Picture> samples) throws IOException {
        png(SAMPLES, PictureGrid.tile(enlarged(samples), GRID_COLUMNS));
    }

    /** One row a version, each with the same seeds; also each row in a file of its own. */
    void growth(SortedMap<Integer, List<Picture>> byVersion) throws IOException {
        List<Picture> all = new ArrayList<>();
        for (Map.Entry<Integer, List<Picture>> version : byVersion.entrySet()) {
            List<Picture> row = enlarged(version.getValue());
            png(GROWTH_FOLDER + "/" + version.getKey() + ".png", PictureGrid.tile(row, row.size()));
            all.addAll(row);
        }
        png(GROWTH, PictureGrid.tile(all, all.size() / byVersion.size()));
    }

    void verdicts(List<Judged> judged) throws IOException {
        png(REAL, framed(judged, false));
        png(GENERATED, framed(judged, true));
        StringBuilder csv = new StringBuilder("origin,index,verdict,score,probability\n");
        for (Judged one : judged) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%d,%s,%.6f,%.6f%n",
                    one.origin(),
                    one.index(),
                    one.conclusion(),
                    one.score(),
                    one.probability()));
        }
        Files.writeString(folder.resolve(VERDICTS), csv);
    }

    void results(DemoResults results) throws IOException {
        Files.write(folder.resolve(RESULTS), Json.bytes(results));
        Files.writeString(folder.resolve(PAGE), DemoPage.of(results), StandardCharsets.UTF_8);
    }

    private static Picture framed(List<Judged> judged, boolean generated) {
        return PictureGrid.tile(
                judged.stream()
                        .filter(one -> one.generated() == generated)
                        .limit(SHOWN_VERDICTS)
                        .map(Frames::framed)
                        .toList(),
                VERDICT_COLUMNS);
    }

    private static List<Picture> enlarged(List<Picture> pictures) {
        return pictures.stream().map(Frames::enlarge).toList();
    }

    private void png(String name, Picture picture) throws IOException {
        Files.write(folder.resolve(name), PictureEncoder.png(picture));
    }
}
