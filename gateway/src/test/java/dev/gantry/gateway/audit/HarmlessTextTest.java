package dev.gantry.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HarmlessTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"\n", "\r", "\t", "\u0000", "\u001b", "\u007f", "\u0085", "\u202e", "\u2028", "\u2029", "\ud83d"
            })
    void whatControlsATerminalOrALogIsReplaced(String harmful) {
        assertThat(HarmlessText.of("a" + harmful + "b")).isEqualTo("a\uFFFDb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme-robot", "someone@example.org", "Jürgen Groß", "日本", "😀", "a b"})
    void whatPeopleAreCalledStays(String name) {
        assertThat(HarmlessText.of(name)).isEqualTo(name);
    }

    @Test
    void longTextIsCut() {
        assertThat(HarmlessText.of("x".repeat(10_000))).isEqualTo("x".repeat(127) + "…");
        assertThat(HarmlessText.of("x".repeat(126) + "😀😀")).isEqualTo("x".repeat(126) + "\uFFFD…");
    }
}
