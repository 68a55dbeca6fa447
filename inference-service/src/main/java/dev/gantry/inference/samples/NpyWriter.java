package dev.gantry.inference.samples;

import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.imaging.PixelScale;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Samples as one array in NumPy's <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">format</a>, version
 * 1.0: pictures as uint8 {@code [N, H, W, C]}, points as float32 {@code [N, D]}, row-major.
 */
final class NpyWriter implements SampleWriter {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    /** The values begin at a multiple of this. */
    private static final int ALIGNMENT = 64;

    @Override
    public String mediaType() {
        return "application/octet-stream";
    }

    @Override
    public void write(SampleRun run, OutputStream out) throws IOException {
        SampleSpec sample = run.source().sample();
        int count = run.plan().count();
        out.write(sample.accept(
                images -> header(
                        "|u1", count + ", " + images.height() + ", " + images.width() + ", " + images.channels()),
                points -> header("<f4", count + ", " + points.dimensions())));
        run.handTo((first, values) -> out.write(
                sample.accept(images -> pixels(images, values), points -> littleEndian(points.toData(values)))));
    }

    /** Magic, version, length of what follows in two bytes, and a Python dictionary that spaces fill up. */
    static byte[] header(String type, String shape) {
        String dictionary = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        int end = MAGIC.length + Short.BYTES + dictionary.length() + 1;
        int length = (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        String padded = dictionary + " ".repeat(length - end) + "\n";
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) padded.length())
                .put(padded.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** {@code [N, C, H, W]} in [-1, 1] to {@code [N, H, W, C]} in bytes. */
    private static byte[] pixels(SampleSpec.Images images, float[] values) {
        int area = images.height() * images.width();
        int channels = images.channels();
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            int plane = i / area;
            int picture = plane / channels;
            pixels[(picture * area + i % area) * channels + plane % channels] = PixelScale.toByte(values[i]);
        }
        return pixels;
    }

    private static byte[] littleEndian(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
