package dev.gantry.trainer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * A data root with {@value #COUNT} pictures of 28 × 28 pixels: bright boxes on a dark ground, as an IDX file; once with labels. And
 * points around four labelled corners.
 */
public final class Shapes implements QuarkusTestResourceLifecycleManager {
    static final String URI = "file:shapes";
    static final String LABELLED_URI = "file:labelled";
    static final String POINTS_URI = "file:points";
    static final int COUNT = 800;

    private static final int EDGE = 28;
    private static final int IDX3_UNSIGNED_BYTES = 0x0803;
    private static final int IDX1_UNSIGNED_BYTES = 0x0801;

    @Override
    public Map<String, String> start() {
        try {
            Path root = Files.createTempDirectory("gantry-shapes-");
            write(Files.createDirectory(root.resolve("shapes")).resolve("images-idx3-ubyte"));
            Path labelled = Files.createDirectory(root.resolve("labelled"));
            write(labelled.resolve("images-idx3-ubyte"));
            writeLabels(labelled.resolve("labels-idx1-ubyte"));
            writePoints(Files.createDirectory(root.resolve("points")).resolve("corners.csv"));
            Files.writeString(Files.createDirectory(root.resolve("broken")).resolve("notes.txt"), "no pictures here");
            return Map.of("gantry.data.root", root.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}

    static void write(Path file) throws IOException {
        Random random = new Random(3);
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            for (int value : new int[] {IDX3_UNSIGNED_BYTES, COUNT, EDGE, EDGE}) {
                out.writeInt(value);
            }
            for (int i = 0; i < COUNT; i++) {
                out.write(box(random));
            }
        }
    }

    /** Two classes in turn; there is nothing in the pictures to tell them by. */
    private static void writeLabels(Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeInt(IDX1_UNSIGNED_BYTES);
            out.writeInt(COUNT);
            for (int i = 0; i < COUNT; i++) {
                out.writeByte(i % 2);
            }
        }
    }

    private static void writePoints(Path file) throws IOException {
        Random random = new Random(4);
        StringBuilder rows = new StringBuilder("x,y,label\n");
        for (int i = 0; i < COUNT; i++) {
            double x = (i % 2) + 0.05 * random.nextGaussian();
            double y = (i / 2 % 2) + 0.05 * random.nextGaussian();
            rows.append(x)
                    .append(',')
                    .append(y)
                    .append(",corner ")
                    .append(i % 4)
                    .append('\n');
        }
        Files.writeString(file, rows);
    }

    private static byte[] box(Random random) {
        byte[] pixels = new byte[EDGE * EDGE];
        int top = random.nextInt(12);
        int left = random.nextInt(12);
        int size = 8 + random.nextInt(8);
        for (int y = top; y < top + size; y++) {
            for (int x = left; x < left + size; x++) {
                pixels[y * EDGE + x] = (byte) (180 + random.nextInt(60));
            }
        }
        return pixels;
    }
}
