package dev.gantry.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchLoaderTest {
    @Test
    void everyEpochVisitsEachImageOnceInAnotherOrder() {
        List<Integer> visited = visit(7, 10);

        assertThat(visited.subList(0, 10)).containsExactlyInAnyOrderElementsOf(upTo(10));
        assertThat(visited.subList(10, 20)).containsExactlyInAnyOrderElementsOf(upTo(10));
        assertThat(visited.subList(0, 10)).isNotEqualTo(visited.subList(10, 20));
        assertThat(visit(7, 10)).isEqualTo(visited);
        assertThat(visit(8, 10)).isNotEqualTo(visited);
    }

    @Test
    void batchLargerThanTheDataTakesSeveralEpochs() {
        assertThat(visit(7, 3).subList(0, 3)).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void pixelsAreScaledToPlusMinusOne() {
        try (BatchLoader loader = new BatchLoader(numbered(1, (byte) 255), new DataOrder(1, 1), 1, 0)) {
            assertThat(loader.next().get(0)).isEqualTo(1);
        }
        try (BatchLoader loader = new BatchLoader(numbered(1, (byte) 0), new DataOrder(1, 1), 1, 0)) {
            assertThat(loader.next().get(0)).isEqualTo(-1);
        }
        try (BatchLoader loader = new BatchLoader(numbered(1, (byte) 128), new DataOrder(1, 1), 1, 0)) {
            assertThat(loader.next().get(0)).isCloseTo(0.5f / 127.5f, within(1e-6f));
        }
    }

    @Test
    void sourceIsLeftAloneOnceTheLoaderIsClosed() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean reading = new AtomicBoolean();
        ImageSource slow = new TwoModeImages() {
            @Override
            public void read(int[] indices, ByteBuffer destination) {
                reading.set(true);
                begun.countDown();
                LockSupport.parkNanos(50_000_000);
                super.read(indices, destination);
                reading.set(false);
            }
        };
        BatchLoader loader = new BatchLoader(slow, new DataOrder(1, slow.size()), 4, 0);
        begun.await();
        loader.close();

        assertThat(reading).isFalse();
    }

    /** The indices in 5 batches of 4. */
    private static List<Integer> visit(long seed, int size) {
        List<Integer> visited = new ArrayList<>();
        try (BatchLoader loader = new BatchLoader(numbered(size, (byte) 0), new DataOrder(seed, size), 4, 0)) {
            for (int batch = 0; batch < 5; batch++) {
                FloatBuffer images = loader.next();
                while (images.hasRemaining()) {
                    visited.add(Math.round((images.get() + 1) * 127.5f));
                }
            }
        }
        return visited;
    }

    private static List<Integer> upTo(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    /** Images of one pixel, whose value is the index above {@code first}. */
    private static ImageSource numbered(int size, byte first) {
        return new ImageSource() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public int channels() {
                return 1;
            }

            @Override
            public int height() {
                return 1;
            }

            @Override
            public int width() {
                return 1;
            }

            @Override
            public void read(int[] indices, ByteBuffer destination) {
                for (int index : indices) {
                    destination.put((byte) (first + index));
                }
            }
        };
    }
}
