package dev.gantry.engine.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a text file, numbered from 1 and bounded in length, without line ends and byte-order mark. */
final class CsvLines implements Closeable {
    private static final int MAX_LINE_BYTES = 1 << 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String file;
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int number;
    private long bytes;

    CsvLines(String file, InputStream in) {
        this.file = file;
        this.in = new BufferedInputStream(in, 64 * 1024);
    }

    /** The next line, empty at the end. */
    Optional<String> next() throws IOException {
        line.reset();
        int value = in.read();
        if (value < 0) {
            return Optional.empty();
        }
        number++;
        for (; value >= 0 && value != '\n'; value = in.read()) {
            if (line.size() == MAX_LINE_BYTES) {
                throw malformed("length", "more than " + MAX_LINE_BYTES + " bytes", "shorter lines");
            }
            line.write(value);
        }
        bytes += line.size() + 1L;
        String text = line.toString(StandardCharsets.UTF_8);
        if (number == 1 && text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(1);
        }
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    /** Number of the line last read. */
    int number() {
        return number;
    }

    /** Bytes of the lines so far. */
    long bytes() {
        return bytes;
    }

    /** Something is wrong with the line last read. */
    MalformedDataException malformed(String field, String value, String accepted) {
        return new MalformedDataException(file + ":" + number, field, value, accepted);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
