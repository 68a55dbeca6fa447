package dev.gantry.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StateFormatTest {
    private static final RunState STATE = new RunState(
            new TreeMap<>(Map.of("weights", new float[] {1, Float.NaN, -0.0f}, "nothing", new float[0])),
            new TreeMap<>(Map.of("images", new long[] {Long.MIN_VALUE}, "sums/größe", new long[] {1, 2})));

    @Test
    void stateComesBackBitByBit() throws IOException {
        RunState read = StateFormat.read(new ByteArrayInputStream(written()));

        assertThat(read.floats()).containsOnlyKeys("weights", "nothing");
        assertThat(read.floats().get("weights")).containsExactly(1, Float.NaN, -0.0f);
        assertThat(read.numbers()).containsOnlyKeys("images", "sums/größe");
        assertThat(read.images()).isEqualTo(Long.MIN_VALUE);
        assertThat(read.numbers().get("sums/größe")).containsExactly(1, 2);
    }

    @Test
    void everyFlippedBitIsFound() throws IOException {
        byte[] bytes = written();
        for (int i = 0; i < bytes.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = bytes.clone();
                damaged[i] ^= (byte) (1 << bit);
                assertThatThrownBy(() -> StateFormat.read(new ByteArrayInputStream(damaged)))
                        .as("byte %d, bit %d", i, bit)
                        .isInstanceOf(DamagedStateException.class);
            }
        }
    }

    @Test
    void everyCutIsFound() throws IOException {
        byte[] bytes = written();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> StateFormat.read(new ByteArrayInputStream(cut)))
                    .isInstanceOf(DamagedStateException.class);
        }
        assertThatThrownBy(() -> StateFormat.read(new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length + 1))))
                .isInstanceOf(DamagedStateException.class);
    }

    private static byte[] written() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StateFormat.write(STATE, bytes);
        return bytes.toByteArray();
    }
}
