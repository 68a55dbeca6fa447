package dev.gantry.serving.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BufferPoolTest {
    private final BufferPool pool = new BufferPool();

    @ParameterizedTest
    @ValueSource(ints = {1, 4096, 4097, 65_536, 100_000})
    void bufferIsDirectInNativeOrderAndLargeEnough(int bytes) {
        ByteBuffer buffer = pool.take(bytes);
        assertThat(buffer.isDirect()).isTrue();
        assertThat(buffer.order()).isEqualTo(ByteOrder.nativeOrder());
        assertThat(buffer.capacity()).isBetween(bytes, Math.max(4096, 2 * bytes));
    }

    @Test
    void memoryIsHandedOnToTheNextOfSimilarSize() {
        ByteBuffer first = pool.take(5000);
        ByteBuffer second = pool.take(5000);
        assertThat(second).isNotSameAs(first);
        pool.giveBack(first);
        assertThat(pool.take(6000)).isSameAs(first);
    }
}
