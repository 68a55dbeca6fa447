package dev.gantry.inference.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.contracts.Json;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PixelScale;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Formats that are written while samples are made. */
class SampleFilesTest {
    private static final ZipWriter ZIP = new ZipWriter((run, picture) -> picture.pixels());

    @Test
    void arrayOfPicturesIsChannelsLast() throws Exception {
        ByteBuffer npy = ByteBuffer.wrap(
                        write(new NpyWriter(), TestRuns.begin(TestRuns.PICTURES, "{'format': 'npy', 'count': 5}")))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(header(npy)).isEqualTo("{'descr': '|u1', 'fortran_order': False, 'shape': (5, 2, 2, 3), }");
        assertThat(npy.remaining()).isEqualTo(5 * 2 * 2 * 3);
        for (int n = 0; n < 5; n++) {
            for (int pixel = 0; pixel < 4; pixel++) {
                for (int c = 0; c < 3; c++) {
                    assertThat(npy.get())
                            .as("picture %d, pixel %d, channel %d", n, pixel, c)
                            .isEqualTo(PixelScale.toByte(TestRuns.value(n, c * 4 + pixel)));
                }
            }
        }
    }

    @Test
    void arrayOfPointsIsInTheUnitsOfTheData() throws Exception {
        ByteBuffer npy = ByteBuffer.wrap(
                        write(new NpyWriter(), TestRuns.begin(TestRuns.POINTS, "{'format': 'npy', 'count': 5}")))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(header(npy)).isEqualTo("{'descr': '<f4', 'fortran_order': False, 'shape': (5, 2), }");
        for (int n = 0; n < 5; n++) {
            assertThat(npy.getFloat()).isEqualTo(10 + TestRuns.value(n, 0));
            assertThat(npy.getFloat()).isEqualTo(0.5f * TestRuns.value(n, 1));
        }
        assertThat(npy.hasRemaining()).isFalse();
    }

    @Test
    void headerOfAnArrayIsAlignedWhateverItsLength() {
        for (String shape : new String[] {"1, 1", "65536, 128, 128, 3", "1".repeat(70)}) {
            byte[] header = NpyWriter.header("|u1", shape);
            assertThat(header.length % 64).isZero();
            assertThat(header[header.length - 1]).isEqualTo((byte) '\n');
        }
    }

    @Test
    void pointsAreRowsBelowAHeader() throws Exception {
        byte[] csv = write(new CsvWriter(), TestRuns.begin(TestRuns.POINTS, "{'format': 'csv', 'count': 5}"));
        String[] lines = new String(csv, StandardCharsets.UTF_8).split("\n");
        assertThat(lines).hasSize(6);
        assertThat(lines[0]).isEqualTo("x1,x2");
        assertThat(lines[5]).isEqualTo((10 + TestRuns.value(4, 0)) + "," + 0.5f * TestRuns.value(4, 1));
    }

    @Test
    void archiveNamesPicturesByTheirIndexAndTellsWhatMadeThem() throws Exception {
        Map<String, byte[]> files = files(
                TestRuns.begin(TestRuns.PICTURES, "{'format': 'zip', 'count': 5, 'first': 98, 'truncation': 0.5}"));
        assertThat(files.keySet())
                .containsExactly("samples.json", "000098.png", "000099.png", "000100.png", "000101.png", "000102.png");
        assertThat(new Picture(3, 2, 2, content(files, "000102.png")).value(1, 0, 1))
                .isEqualTo(PixelScale.toByte(TestRuns.value(4, 5)) & 0xff);
        assertThat(Json.readTree(content(files, "samples.json")))
                .isEqualTo(json("{'model': 'm', 'version': 3, 'manifestSha256': 'ab', 'seed': 7, 'first': 98,"
                        + " 'truncation': 0.5, 'samples': ['000098.png', '000099.png', '000100.png', '000101.png',"
                        + " '000102.png']}"));
    }

    @Test
    void archiveOfTheWayBetweenSeedsNumbersItsSteps() throws Exception {
        Map<String, byte[]> files = files(TestRuns.begin(
                TestRuns.PICTURES, "{'format': 'zip', 'first': 4, 'interpolate': {'seeds': [7, 8], 'steps': 2}}"));
        assertThat(files.keySet()).containsExactly("samples.json", "000000.png", "000001.png");
        assertThat(Json.readTree(content(files, "samples.json")))
                .isEqualTo(json("{'model': 'm', 'version': 3, 'manifestSha256': 'ab', 'first': 4, 'truncation': 1.0,"
                        + " 'interpolate': {'seeds': [7, 8], 'steps': 2, 'kind': 'slerp'},"
                        + " 'samples': ['000000.png', '000001.png']}"));
    }

    @Test
    void samePicturesGiveTheSameArchive() throws Exception {
        String request = "{'format': 'zip', 'count': 9}";
        assertThat(write(ZIP, TestRuns.begin(TestRuns.PICTURES, request)))
                .isEqualTo(write(ZIP, TestRuns.begin(TestRuns.PICTURES, request)));
    }

    private static Map<String, byte[]> files(SampleRun run) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(write(ZIP, run)));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            files.put(entry.getName(), zip.readAllBytes());
        }
        return files;
    }

    private static byte[] content(Map<String, byte[]> files, String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    private static byte[] write(SampleWriter writer, SampleRun run) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(run, out);
        return out.toByteArray();
    }

    /** Reads up to the values. */
    private static String header(ByteBuffer npy) {
        byte[] magic = new byte[8];
        npy.get(magic);
        assertThat(magic).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
        byte[] dictionary = new byte[npy.getShort()];
        npy.get(dictionary);
        assertThat(npy.position() % 64).isZero();
        return new String(dictionary, StandardCharsets.US_ASCII).strip();
    }

    private static JsonNode json(String text) {
        return Json.readTree(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
