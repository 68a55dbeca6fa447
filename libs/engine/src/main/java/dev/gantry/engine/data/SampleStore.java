package dev.gantry.engine.data;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Samples of one length in bytes: the first ones in memory, those beyond its bound in a file. One thread fills it; then any
 * number of threads may read.
 */
final class SampleStore implements AutoCloseable {
    private static final int SEGMENT_BYTES = 1 << 20;

    private final String source;
    private final int sampleBytes;
    private final DataCache cache;
    private final int samplesPerSegment;
    private final int mostInMemory;
    private final List<ByteBuffer> segments = new ArrayList<>();
    private final byte[] transfer;
    private Optional<RandomAccessFile> overflow = Optional.empty();
    private int size;

    /** @param source names the data in failures */
    SampleStore(String source, int sampleBytes, DataCache cache) {
        this.source = source;
        this.sampleBytes = sampleBytes;
        this.cache = cache;
        samplesPerSegment = Math.max(1, SEGMENT_BYTES / sampleBytes);
        long most = cache.memoryBytes() / sampleBytes / samplesPerSegment * samplesPerSegment;
        mostInMemory = (int) Math.min(Integer.MAX_VALUE, most);
        transfer = new byte[sampleBytes];
    }

    /** @throws DataLimitException if there is no room for so many samples */
    void expect(long samples) throws DataLimitException {
        if (samples > Integer.MAX_VALUE) {
            throw new DataLimitException(source, "samples", samples, Integer.MAX_VALUE);
        }
        cache.check(source, samples * sampleBytes);
    }

    int size() {
        return size;
    }

    /** Work that fills a store. */
    interface Filling<T> {
        T run() throws IOException;
    }

    /** Does the work; closes the store if it fails. */
    <T> T filledBy(Filling<T> filling) throws IOException {
        boolean filled = false;
        try {
            T result = filling.run();
            filled = true;
            return result;
        } finally {
            if (!filled) {
                close();
            }
        }
    }

    /**
     * Adds a sample.
     *
     * @throws DataLimitException if there is no room for it
     */
    void add(byte[] sample) throws IOException {
        expect(size + 1L);
        if (size < mostInMemory) {
            if (size % samplesPerSegment == 0) {
                segments.add(allocate());
            }
            segments.get(size / samplesPerSegment).put(sample);
        } else {
            if (overflow.isEmpty()) {
                overflow = Optional.of(unnamed(cache.folder()));
            }
            overflow.get().write(sample);
        }
        size++;
    }

    /** Puts a sample's bytes into the destination. */
    void read(int index, ByteBuffer destination) {
        Objects.checkIndex(index, size);
        if (index < mostInMemory) {
            ByteBuffer segment = segments.get(index / samplesPerSegment);
            destination.put(segment.slice(index % samplesPerSegment * sampleBytes, sampleBytes));
            return;
        }
        synchronized (transfer) {
            try {
                RandomAccessFile file = overflow.orElseThrow();
                file.seek((long) (index - mostInMemory) * sampleBytes);
                file.readFully(transfer);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the cache of " + source, e);
            }
            destination.put(transfer);
        }
    }

    /** Takes all samples into a digest, in their order. */
    void digest(MessageDigest digest) {
        ByteBuffer sample = ByteBuffer.allocate(sampleBytes);
        for (int i = 0; i < size; i++) {
            read(i, sample.clear());
            digest.update(sample.flip());
        }
    }

    /** Frees the file. */
    @Override
    public void close() {
        try {
            if (overflow.isPresent()) {
                overflow.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the cache of " + source, e);
        }
    }

    /** Direct memory has a bound of its own, so running out of it leaves the heap sound. */
    private ByteBuffer allocate() throws DataLimitException {
        int bytes = samplesPerSegment * sampleBytes;
        try {
            return ByteBuffer.allocateDirect(bytes);
        } catch (OutOfMemoryError e) {
            throw DataLimitException.ofMemory(source, (long) segments.size() * bytes + bytes, e);
        }
    }

    /** A file that its system forgets when it is closed, however the process ends. */
    private static RandomAccessFile unnamed(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path path = Files.createTempFile(folder, "gantry-samples-", ".cache");
        try {
            return new RandomAccessFile(path.toFile(), "rw");
        } finally {
            Files.delete(path);
        }
    }
}
