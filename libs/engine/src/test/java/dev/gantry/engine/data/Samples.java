package dev.gantry.engine.data;

import dev.gantry.imaging.Conversion;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Datasets to test with. */
final class Samples {
    static final Conversion GREY_4 = new Conversion(1, 4, 4);
    static final int IMAGES_MAGIC = 0x00000803;
    static final int LABELS_MAGIC = 0x00000801;

    private Samples() {}

    static byte[] idx(byte[] data, int... header) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int value : header) {
            out.writeInt(value);
        }
        out.write(data);
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    static byte[] noise(int bytes, long seed) {
        byte[] noise = new byte[bytes];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    static byte[] flatPng(int value) {
        byte[] pixels = new byte[16];
        Arrays.fill(pixels, (byte) value);
        return PictureEncoder.png(new Picture(1, 4, 4, pixels));
    }

    static void write(Path folder, String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    static ImageDataset read(Path path) throws IOException {
        return read(path, DataLimits.DEFAULT, 0);
    }

    static ImageDataset read(Path path, DataLimits limits, int maxBadFiles) throws IOException {
        return new DatasetReader(GREY_4, limits, maxBadFiles).read(new LocalFiles(path));
    }

    static byte[] pixels(LabelledImages images, int... indices) {
        ByteBuffer buffer = ByteBuffer.allocate(indices.length * images.imageBytes());
        images.read(indices, buffer);
        return buffer.array();
    }
}
