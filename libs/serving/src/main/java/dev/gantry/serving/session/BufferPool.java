package dev.gantry.serving.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Direct memory that sessions hand on to their successors. The JVM returns direct memory only when it collects the heap, so
 * without this each swap would leave its buffers behind for an unknown time.
 */
public final class BufferPool {
    private static final int PAGE = 4096;

    private final Map<Integer, Deque<ByteBuffer>> free = new HashMap<>();

    /**
     * Takes a buffer out of the pool, or a new one.
     *
     * @param bytes at least 1
     * @return in native order, at least that large, with any content
     */
    synchronized ByteBuffer take(int bytes) {
        int capacity = capacity(bytes);
        ByteBuffer buffer =
                free.computeIfAbsent(capacity, size -> new ArrayDeque<>()).poll();
        return buffer != null ? buffer : ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
    }

    /** Puts back a buffer that {@link #take} gave and that nothing native points into any more. */
    synchronized void giveBack(ByteBuffer buffer) {
        free.computeIfAbsent(buffer.capacity(), size -> new ArrayDeque<>()).push(buffer);
    }

    /** Powers of two from a page on, so that models of similar size share. */
    private static int capacity(int bytes) {
        int capacity = Integer.highestOneBit(Math.max(bytes, PAGE) - 1) << 1;
        return capacity < bytes ? bytes : capacity;
    }
}
