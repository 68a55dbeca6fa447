package dev.gantry.engine.data;

import dev.gantry.imaging.Conversion;
import dev.gantry.imaging.Picture;
import java.nio.ByteBuffer;

/** Room for a known number of converted images, checked against the memory limit before it is taken. */
final class PixelStore {
    private final ByteBuffer pixels;

    PixelStore(String file, long images, Conversion conversion, DataLimits limits) throws DataLimitException {
        long bytes = images * conversion.bytes();
        if (bytes > limits.maxDecodedBytes()) {
            throw new DataLimitException(file, "decoded bytes", bytes, limits.maxDecodedBytes());
        }
        pixels = allocate(file, (int) bytes);
    }

    /** Direct memory has a bound of its own, so running out of it leaves the heap sound. */
    private static ByteBuffer allocate(String file, int bytes) throws DataLimitException {
        try {
            return ByteBuffer.allocateDirect(bytes);
        } catch (OutOfMemoryError e) {
            throw DataLimitException.ofMemory(file, bytes, e);
        }
    }

    void add(Picture converted) {
        pixels.put(converted.pixels());
    }

    /** What was added, {@code [count, C, H, W]}. */
    ByteBuffer filled() {
        return pixels.duplicate().flip().slice();
    }
}
