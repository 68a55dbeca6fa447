package dev.gantry.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void durationsReadLikeAClock() {
        assertThat(Text.duration(0)).isEqualTo("0:00");
        assertThat(Text.duration(59.6)).isEqualTo("1:00");
        assertThat(Text.duration(3_661)).isEqualTo("1:01:01");
        assertThat(Text.duration(-1)).isEqualTo("0:00");
    }

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertThat(Text.table(List.of(List.of("A", "B"), List.of("long", "x")))).isEqualTo("A     B\nlong  x\n");
    }

    @Test
    void namesAreSafeInPaths() {
        assertThat(Text.urlEncoded("a/b c?d")).isEqualTo("a%2Fb%20c%3Fd");
    }
}
