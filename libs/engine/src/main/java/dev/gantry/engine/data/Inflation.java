package dev.gantry.engine.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes that compressed files unpack to, all together, and stops at a limit. */
final class Inflation {
    private static final int COPY_BUFFER_BYTES = 64 * 1024;

    private final String file;
    private final long limit;
    private final AtomicLong inflated = new AtomicLong();

    Inflation(String file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    /** The same stream, counted. */
    InputStream count(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int value = super.read();
                add(value < 0 ? 0 : 1);
                return value;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                add(Math.max(0, read));
                return read;
            }

            @Override
            public long skip(long bytes) throws IOException {
                long skipped = super.skip(bytes);
                add(skipped);
                return skipped;
            }
        };
    }

    private void add(long bytes) throws DataLimitException {
        long sum = inflated.addAndGet(bytes);
        if (sum > limit) {
            throw new DataLimitException(file, "inflated bytes", sum, limit);
        }
    }

    static void copy(InputStream in, OutputStream out, long limit, String file, String field) throws IOException {
        byte[] buffer = new byte[COPY_BUFFER_BYTES];
        long copied = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            copied += read;
            if (copied > limit) {
                throw new DataLimitException(file, field, copied, limit);
            }
            out.write(buffer, 0, read);
        }
    }
}
