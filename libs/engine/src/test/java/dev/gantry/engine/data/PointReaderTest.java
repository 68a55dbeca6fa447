package dev.gantry.engine.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointReaderTest {
    private static final String ROWS = "1,-2.5\n 3.25 , 4e1\n+.5,7.\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "x,y\n", "\"left\", \"Höhe (m)\"\n", "\uFEFFx,y\r\n"})
    void headerIsOptional(String header) throws IOException {
        write("points.csv", header + ROWS);

        assertThat(read().points()).containsExactly(new float[] {1, -2.5f, 3.25f, 40, 0.5f, 7}, offset(1e-5f));
    }

    @Test
    void networksSeeStandardizedPoints() throws IOException {
        write("points.csv", "0,5\n10,5\n0,5\n10,5\n");
        PointDataset points = read();

        FloatBuffer seen = FloatBuffer.allocate(4);
        points.read(new int[] {1, 2}, seen);

        assertThat(seen.array()).containsExactly(1, 0, -1, 0);
        assertThat(points.scale().toData(seen.array())).containsExactly(10, 5, 0, 5);
    }

    @Test
    void filesAreReadByNameAndDigestedByContent() throws IOException {
        write("b.csv", "x,y\r\n3,4\r\n");
        write("a.CSV", "1,2");
        write("notes.txt", "none");
        List<Long> heard = new ArrayList<>();

        PointDataset parted =
                new PointReader(2, DataLimits.DEFAULT).read(new LocalFiles(folder), (done, total) -> heard.add(done));
        write("all/points.csv", "1.0,2.0\n3.0,4.0\n");
        PointDataset whole = new PointReader(2, DataLimits.DEFAULT)
                .read(new LocalFiles(folder.resolve("all")), ReadProgress.UNHEARD);

        assertThat(parted.points()).containsExactly(1, 2, 3, 4);
        assertThat(parted.sha256()).isEqualTo(whole.sha256());
        assertThat(heard).hasSize(2).isSorted();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2;3,cat | points.csv:2 | column 2 | cat     | finite decimal number",
                "1,2;3,    | points.csv:2 | column 2 | (empty) | finite decimal number",
                "1,NaN     | points.csv:1 | column 2 | NaN     | finite decimal number",
                "nan,inf   | points.csv:1 | column 1 | nan     | finite decimal number",
                "1,0x1p3   | points.csv:1 | column 2 | 0x1p3   | finite decimal number",
                "1,1f      | points.csv:1 | column 2 | 1f      | finite decimal number",
                "x,1       | points.csv:1 | column 1 | x       | finite decimal number",
                "1,1e39    | points.csv:1 | column 2 | 1e39    | at most 3.4e38",
                "1,2;1,2,3 | points.csv:2 | columns  | 3       | 2, as data.dimensions says",
                "x,y,z;1,2 | points.csv:1 | columns  | 3       | 2, as data.dimensions says",
                "x,y,label;1,2 | points.csv:2 | columns | 2    | 2, as data.dimensions says, and a label",
                "x,y,label;1,2, | points.csv:2 | label  | (empty) | a label for each point"
            })
    void malformedCellsAreNamed(String rows, String place, String field, String value, String accepted)
            throws IOException {
        write("points.csv", rows.replace(';', '\n'));

        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(this::read)
                .satisfies(e -> assertThat(e.file()).isEqualTo(place))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field))
                .satisfies(e -> assertThat(e.value()).isEqualTo(value))
                .satisfies(e -> assertThat(e.accepted())
                        .startsWith(accepted.startsWith("finite") ? "a " + accepted : accepted));
    }

    @Test
    void aLastColumnHeadedLabelIsNoNumber() throws IOException {
        write("a.csv", "x,y,\"Label\"\n1,2,north\n3,4, south\n");
        write("b.csv", "x,y,label\n5,6,north\n");

        PointDataset points = read();

        assertThat(points.points()).containsExactly(new float[] {1, 2, 3, 4, 5, 6}, offset(1e-5f));
        assertThat(points.classes()).isEqualTo(2);
        assertThat(IntStream.range(0, 3).map(points::label)).containsExactly(0, 1, 0);
    }

    @Test
    void labelsFollowTheirPointsIntoEitherPart() throws IOException {
        StringBuilder rows = new StringBuilder("x,y,label\n");
        IntStream.range(0, 100)
                .forEach(i -> rows.append(i).append(",0,").append(i).append('\n'));
        write("points.csv", rows.toString());

        PointView heldOut = read().split(0.25, 3).heldOut();

        float[] points = heldOut.points();
        assertThat(IntStream.range(0, heldOut.size()))
                .allSatisfy(i -> assertThat(points[2 * i]).isCloseTo(heldOut.label(i), offset(1e-3f)));
    }

    @Test
    void pointsOfWhichSomeHaveNoLabelAreRefused() throws IOException {
        write("a.csv", "x,y,label\n1,2,north\n");
        write("b.csv", "x,y\n5,6\n");

        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(this::read)
                .withMessage("a.csv: labels is 1 of 2 points: a column of labels in every file or in none");
    }

    @Test
    void aColumnOfNumbersIsNoLabel() throws IOException {
        StringBuilder rows = new StringBuilder("x,y,label\n");
        IntStream.range(0, 1001).forEach(i -> rows.append("0,0,").append(i).append(".5\n"));
        write("points.csv", rows.toString());

        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(this::read)
                .withMessage("points.csv:1002: label is 1000.5: at most 1000 different labels");
    }

    @Test
    void headerAloneIsNoData() throws IOException {
        write("points.csv", "x,y\n\n");

        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(this::read)
                .withMessage("points.csv: rows is 0: at least one row of numbers");
    }

    @Test
    void endlessLinesAreRefused() throws IOException {
        write("points.csv", "1".repeat(2 << 20));

        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(this::read)
                .withMessage("points.csv:1: length is more than 1048576 bytes: shorter lines");
    }

    @Test
    void folderWithoutPointsIsNone() throws IOException {
        write("points.txt", ROWS);

        assertThatExceptionOfType(UnrecognizedDataException.class)
                .isThrownBy(this::read)
                .withMessageContaining("one or more files named .csv");
    }

    @Test
    void splitKeepsEveryPointOnce() throws IOException {
        StringBuilder rows = new StringBuilder();
        IntStream.range(0, 100).forEach(i -> rows.append(i).append(",0\n"));
        write("points.csv", rows.toString());

        PointSplit split = read().split(0.25, 3);

        assertThat(split.heldOut().size()).isEqualTo(25);
        double sum = 0;
        for (float value : split.train().points()) {
            sum += value;
        }
        for (float value : split.heldOut().points()) {
            sum += value;
        }
        assertThat(sum).isCloseTo(4950, within(0.01));
    }

    private void write(String name, String content) throws IOException {
        Samples.write(folder, name, content.getBytes(UTF_8));
    }

    private PointDataset read() throws IOException {
        return new PointReader(2, DataLimits.DEFAULT).read(new LocalFiles(folder), ReadProgress.UNHEARD);
    }
}
