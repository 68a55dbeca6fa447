package dev.gantry.cli.demo;

import dev.gantry.imaging.Picture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The grey pictures of a shipped IDX file, bytes {@code [N, H, W]}, and parts of them as IDX files again. */
final class IdxPictures {
    private static final int UNSIGNED_BYTES_IN_THREE_DIMENSIONS = 0x0803;

    private final int count;
    private final int height;
    private final int width;
    private final byte[] pixels;

    private IdxPictures(int count, int height, int width, byte[] pixels) {
        this.count = count;
        this.height = height;
        this.width = width;
        this.pixels = pixels;
    }

    /** @throws IOException if it is no gzipped IDX file of pictures */
    static IdxPictures read(Path gzipped) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(gzipped))))) {
            int magic = in.readInt();
            if (magic != UNSIGNED_BYTES_IN_THREE_DIMENSIONS) {
                throw new IOException(gzipped + " begins with 0x" + Integer.toHexString(magic) + ": must be 0x803");
            }
            int count = in.readInt();
            int height = in.readInt();
            int width = in.readInt();
            return new IdxPictures(count, height, width, in.readNBytes(count * height * width));
        }
    }

    int count() {
        return count;
    }

    /** The pictures from one index to before another. */
    List<Picture> pictures(int from, int to) {
        List<Picture> pictures = new ArrayList<>();
        int size = height * width;
        for (int i = from; i < to; i++) {
            pictures.add(new Picture(1, height, width, Arrays.copyOfRange(pixels, i * size, (i + 1) * size)));
        }
        return pictures;
    }

    /** The first pictures as a gzipped IDX file. */
    byte[] first(int number) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeInt(UNSIGNED_BYTES_IN_THREE_DIMENSIONS);
            out.writeInt(number);
            out.writeInt(height);
            out.writeInt(width);
            out.write(pixels, 0, number * height * width);
        }
        return bytes.toByteArray();
    }
}
