package dev.gantry.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Puts PNG files together chunk by chunk, sensible or not. See <a href="https://www.w3.org/TR/png-3/">PNG</a>. */
final class PngParts {
    /** Grey, one channel. */
    static final int GREY = 0;

    /** Indices into a palette. */
    static final int PALETTE = 3;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int BLOCK = 1 << 16;
    private static final int DEPTH = 8;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private PngParts() {
        bytes.writeBytes(SIGNATURE);
    }

    /** A file that begins with its header. */
    static PngParts header(int width, int height, int colorType) {
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(width).putInt(height).put((byte) DEPTH).put((byte) colorType);
        return new PngParts().chunk("IHDR", header.array());
    }

    /** The signature, and nothing that belongs after it. */
    static byte[] signatureBefore(byte[] other) {
        PngParts parts = new PngParts();
        parts.bytes.writeBytes(other);
        return parts.bytes.toByteArray();
    }

    PngParts chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        bytes.writeBytes(name);
        bytes.writeBytes(data);
        bytes.writeBytes(
                ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
        return this;
    }

    /** A chunk of zeros, compressed after some bytes that are not. */
    PngParts packed(String type, byte[] before, long zeros) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(before);
        data.writeBytes(deflated(zeros));
        return chunk(type, data.toByteArray());
    }

    byte[] end() {
        chunk("IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static byte[] deflated(long zeros) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            byte[] block = new byte[BLOCK];
            for (long left = zeros; left > 0; left -= BLOCK) {
                out.write(block, 0, (int) Math.min(left, BLOCK));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }
}
