package dev.gantry.engine.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Reads and shuffles batches ahead of the training thread, on a thread of its own. */
final class BatchLoader implements AutoCloseable {
    private static final int BATCHES_AHEAD = 2;

    private final SampleSource source;
    private final DataOrder order;
    private final int[] indices;
    private final Deque<CompletableFuture<FloatBuffer>> ahead = new ArrayDeque<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread created = new Thread(task, "gantry-batch-loader");
        created.setDaemon(true);
        return created;
    });
    private volatile boolean closed;
    private long requested;
    private FloatBuffer inUse;

    /** @param position how many samples of the order have been loaded before */
    BatchLoader(SampleSource source, DataOrder order, int batchSize, long position) {
        this.source = source;
        this.order = order;
        requested = position;
        indices = new int[batchSize];
        inUse = newBuffer();
        for (int i = 0; i < BATCHES_AHEAD; i++) {
            request(newBuffer());
        }
    }

    /** The next batch {@code [N, ...]} in the range that networks work in; it stays valid until the next call. */
    FloatBuffer next() {
        request(inUse);
        try {
            inUse = ahead.remove().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
        return inUse;
    }

    /** Returns when the source is no longer being read. */
    @Override
    public void close() {
        closed = true;
        thread.shutdown();
        ahead.forEach(batch -> batch.handle((done, failure) -> closed).join());
    }

    private void request(FloatBuffer destination) {
        long seen = requested;
        requested += indices.length;
        ahead.add(CompletableFuture.supplyAsync(() -> load(seen, destination), thread));
    }

    private FloatBuffer load(long seen, FloatBuffer destination) {
        if (closed) {
            return destination;
        }
        order.fill(seen, indices);
        source.read(indices, destination.clear());
        return destination.flip();
    }

    private FloatBuffer newBuffer() {
        return ByteBuffer.allocateDirect(Math.multiplyExact(indices.length * Float.BYTES, source.sampleLength()))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
