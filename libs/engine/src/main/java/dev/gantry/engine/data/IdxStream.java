package dev.gantry.engine.data;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An IDX file of unsigned bytes, plain or gzip, read from front to back. The header is a magic number {@code 0x0000 08 nn}
 * with {@code nn} dimensions, then their lengths as big-endian 32-bit numbers.
 */
final class IdxStream implements Closeable {
    private static final int UNSIGNED_BYTES = 0x08;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final String file;
    private final DataInputStream in;
    private final int magic;
    private final int[] lengths;
    private long bytesRead;

    private IdxStream(String file, InputStream in) throws IOException {
        this.file = file;
        this.in = new DataInputStream(in);
        magic = readInt("magic");
        if (magic >>> 8 != UNSIGNED_BYTES) {
            throw new MalformedDataException(file, "magic", magic(), "0x00000803 (images) or 0x00000801 (labels)");
        }
        lengths = new int[dimensions()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = readInt("dimension " + i);
        }
    }

    static IdxStream open(DataSource source, DataEntry entry, DataLimits limits) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(source.open(entry), BUFFER_BYTES);
        try {
            raw.mark(2);
            byte[] head = raw.readNBytes(2);
            raw.reset();
            InputStream in = Content.gzip(head)
                    ? new Inflation(entry.name(), limits.maxInflatedBytes())
                            .count(new GZIPInputStream(raw, BUFFER_BYTES))
                    : raw;
            return new IdxStream(entry.name(), in);
        } catch (ZipException e) {
            raw.close();
            throw MalformedDataException.causedBy(e, entry.name(), "gzip", "an undamaged gzip file");
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    String magic() {
        return String.format("0x%08x", magic);
    }

    int dimensions() {
        return magic & 0xff;
    }

    /** The length of a dimension, from 1 to a limit. */
    int dimension(int index, String name, int atMost) throws MalformedDataException {
        if (lengths[index] < 1 || lengths[index] > atMost) {
            throw new MalformedDataException(
                    file, name, Integer.toUnsignedString(lengths[index]), "from 1 to " + atMost);
        }
        return lengths[index];
    }

    /** The next bytes of data. */
    byte[] read(int count) throws IOException {
        byte[] bytes = new byte[count];
        try {
            in.readFully(bytes);
        } catch (EOFException e) {
            throw truncated("data");
        } catch (ZipException e) {
            throw MalformedDataException.causedBy(e, file, "gzip", "an undamaged gzip file");
        }
        bytesRead += count;
        return bytes;
    }

    void expectEnd() throws IOException {
        try {
            if (in.read() >= 0) {
                throw new MalformedDataException(
                        file, "length", "more than " + bytesRead + " bytes of data", "as many as the header says");
            }
        } catch (EOFException | ZipException e) {
            throw MalformedDataException.causedBy(e, file, "gzip", "an undamaged gzip file");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private int readInt(String field) throws IOException {
        try {
            return in.readInt();
        } catch (EOFException e) {
            throw truncated(field);
        }
    }

    private MalformedDataException truncated(String field) {
        return new MalformedDataException(
                file, field, "cut off after " + bytesRead + " bytes of data", "as many as the header says");
    }
}
