package dev.gantry.engine.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads points from CSV files: a row a line, numbers separated by commas, nothing quoted. A first line in which every cell is a
 * name is a header; one that ends in {@value #LABEL} says that each row ends in the label of its point. Several files are read
 * one after the other, by name.
 */
public final class PointReader {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
    private static final Pattern NAME = Pattern.compile("\"?[\\p{L}_][^\"]*\"?");
    private static final Pattern NOT_FINITE = Pattern.compile("(?i)nan|inf|infinity");
    private static final String ACCEPTED = "a finite decimal number with a point, such as -1.5 or 2e-3";
    private static final int MAX_QUOTED_CHARS = 40;
    private static final String LABEL = "label";

    private final int dimensions;
    private final DataLimits limits;

    /** @param dimensions numbers in each row, label apart */
    public PointReader(int dimensions, DataLimits limits) {
        this.dimensions = dimensions;
        this.limits = limits;
    }

    /**
     * Reads every row of every file.
     *
     * @throws DataException if there is no CSV file, one is malformed, or there is too much
     * @throws IOException if the source is out of reach
     */
    public PointDataset read(DataSource source, ReadProgress progress) throws IOException {
        List<DataEntry> files = DataEntry.visible(source, limits).stream()
                .filter(entry -> entry.fileName().toLowerCase(Locale.ROOT).endsWith(".csv"))
                .toList();
        if (files.isEmpty()) {
            throw UnrecognizedDataException.noPoints("(source)", "no file named .csv");
        }
        long total = files.stream().mapToLong(DataEntry::bytes).sum();
        SampleStore store = new SampleStore("(source)", Float.BYTES * dimensions, limits.cache());
        return store.filledBy(() -> {
            PointMoments moments = new PointMoments(dimensions);
            PointLabels labels = new PointLabels();
            long read = 0;
            for (DataEntry file : files) {
                try (CsvLines lines = new CsvLines(file.name(), source.open(file))) {
                    long before = read;
                    readRows(lines, store, moments, labels, () -> progress.read(before + lines.bytes(), total));
                    read += lines.bytes();
                }
            }
            if (store.size() == 0) {
                throw new MalformedDataException(files.get(0).name(), "rows", "0", "at least one row of numbers");
            }
            return new PointDataset(
                    store, moments.scale(), labels.of(store.size(), files.get(0).name()));
        });
    }

    private void readRows(CsvLines lines, SampleStore store, PointMoments moments, PointLabels labels, Runnable heard)
            throws IOException {
        boolean labelled = false;
        float[] point = new float[dimensions];
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * dimensions);
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (line.get().isBlank()) {
                continue;
            }
            String[] cells = line.get().split(",", -1);
            if (lines.number() == 1 && header(cells)) {
                labelled = labelled(cells);
                checkColumns(cells, labelled, lines);
                continue;
            }
            checkColumns(cells, labelled, lines);
            parse(cells, lines, point);
            if (labelled) {
                labels.add(cells[dimensions].strip(), lines);
            }
            bytes.clear().asFloatBuffer().put(point);
            store.add(bytes.array());
            moments.add(point);
            heard.run();
        }
    }

    private void parse(String[] cells, CsvLines lines, float[] point) throws MalformedDataException {
        for (int column = 0; column < dimensions; column++) {
            String cell = cells[column].strip();
            if (!NUMBER.matcher(cell).matches()) {
                throw lines.malformed("column " + (column + 1), quoted(cell), ACCEPTED);
            }
            point[column] = Float.parseFloat(cell);
            if (!Float.isFinite(point[column])) {
                throw lines.malformed("column " + (column + 1), quoted(cell), "at most 3.4e38, a 32-bit float");
            }
        }
    }

    private void checkColumns(String[] cells, boolean labelled, CsvLines lines) throws MalformedDataException {
        if (cells.length != dimensions + (labelled ? 1 : 0)) {
            throw lines.malformed(
                    "columns",
                    Integer.toString(cells.length),
                    dimensions + ", as data.dimensions says, " + (labelled ? "and a label, " : "")
                            + "separated by commas");
        }
    }

    private boolean labelled(String[] header) {
        return header.length == dimensions + 1
                && header[dimensions].strip().replace("\"", "").equalsIgnoreCase(LABEL);
    }

    private static boolean header(String[] cells) {
        for (String cell : cells) {
            String name = cell.strip();
            if (!NAME.matcher(name).matches() || NOT_FINITE.matcher(name).matches()) {
                return false;
            }
        }
        return true;
    }

    private static String quoted(String cell) {
        if (cell.isEmpty()) {
            return "(empty)";
        }
        return cell.length() > MAX_QUOTED_CHARS ? cell.substring(0, MAX_QUOTED_CHARS) + "…" : cell;
    }
}
