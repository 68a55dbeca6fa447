package dev.gantry.engine.state;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bytes of a {@link RunState}, big-endian: the eight characters {@code GANTRYRS}, version (int), the floats, the numbers, and the
 * SHA-256 of all that. Each of the two is a count (int) and, sorted by name, entries of a name (its length in
 * bytes as an int, then UTF-8), a length (int) and the values, of 4 and 8 bytes.
 */
public final class StateFormat {
    private static final long MAGIC = 0x47414e5452595253L;
    private static final int VERSION = 1;
    private static final int BUFFER = 1 << 16;

    private StateFormat() {}

    /**
     * Writes a state; the stream stays open.
     *
     * @return the SHA-256 that stands at the end, in lower-case hex
     */
    public static String write(RunState state, OutputStream out) throws IOException {
        MessageDigest digest = sha256();
        DataOutputStream data =
                new DataOutputStream(new BufferedOutputStream(new DigestOutputStream(out, digest), BUFFER));
        data.writeLong(MAGIC);
        data.writeInt(VERSION);
        data.writeInt(state.floats().size());
        for (var entry : state.floats().entrySet()) {
            ByteBuffer bytes = ByteBuffer.allocate(entry.getValue().length * Float.BYTES);
            bytes.asFloatBuffer().put(entry.getValue());
            writeEntry(data, entry.getKey(), entry.getValue().length, bytes.array());
        }
        data.writeInt(state.numbers().size());
        for (var entry : state.numbers().entrySet()) {
            ByteBuffer bytes = ByteBuffer.allocate(entry.getValue().length * Long.BYTES);
            bytes.asLongBuffer().put(entry.getValue());
            writeEntry(data, entry.getKey(), entry.getValue().length, bytes.array());
        }
        data.flush();
        byte[] sum = digest.digest();
        out.write(sum);
        return HexFormat.of().formatHex(sum);
    }

    /**
     * Reads a state to its end; the stream stays open.
     *
     * @throws DamagedStateException if the bytes are not exactly what was written
     */
    public static RunState read(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        InputStream buffered = new BufferedInputStream(in, BUFFER);
        InputStream content = new DigestInputStream(buffered, digest);
        if (bytes(content, Long.BYTES).getLong() != MAGIC) {
            throw new DamagedStateException("the bytes are no state of a run");
        }
        int version = bytes(content, Integer.BYTES).getInt();
        if (version != VERSION) {
            throw new DamagedStateException("the state has format version " + version + ", must be " + VERSION);
        }
        SortedMap<String, float[]> floats = new TreeMap<>();
        for (int left = bytes(content, Integer.BYTES).getInt(); left > 0; left--) {
            String name = name(content);
            FloatBuffer values = values(content, Float.BYTES).asFloatBuffer();
            float[] copy = new float[values.remaining()];
            values.get(copy);
            floats.put(name, copy);
        }
        SortedMap<String, long[]> numbers = new TreeMap<>();
        for (int left = bytes(content, Integer.BYTES).getInt(); left > 0; left--) {
            String name = name(content);
            LongBuffer values = values(content, Long.BYTES).asLongBuffer();
            long[] copy = new long[values.remaining()];
            values.get(copy);
            numbers.put(name, copy);
        }
        byte[] found = digest.digest();
        if (!MessageDigest.isEqual(found, bytes(buffered, found.length).array()) || buffered.read() >= 0) {
            throw new DamagedStateException("the state is not what was written: its SHA-256 differs");
        }
        return new RunState(floats, numbers);
    }

    private static void writeEntry(DataOutputStream out, String name, int length, byte[] values) throws IOException {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
        out.writeInt(length);
        out.write(values);
    }

    private static String name(InputStream in) throws IOException {
        return new String(values(in, 1).array(), StandardCharsets.UTF_8);
    }

    private static ByteBuffer values(InputStream in, int elementBytes) throws IOException {
        int length = bytes(in, Integer.BYTES).getInt();
        if (length < 0 || length > Integer.MAX_VALUE / elementBytes) {
            throw new DamagedStateException("an entry of the state has " + length + " values");
        }
        return bytes(in, length * elementBytes);
    }

    /** Takes no more memory than there are bytes, whatever a damaged length says. */
    private static ByteBuffer bytes(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new DamagedStateException("the state ends too early");
        }
        return ByteBuffer.wrap(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
