package dev.gantry.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private static final String KEY = "0123456789abcdef";

    @Test
    void findsWhoseAKeyIsAndNobodyForAnyOther() {
        KeyRing keys = KeyRing.ofOperator(List.of(KEY, "", "  1111222233334444  "));

        assertThat(keys.find(KEY)).contains(Caller.OPERATOR);
        assertThat(keys.find("1111222233334444")).contains(Caller.OPERATOR);
        assertThat(keys.find("")).isEmpty();
        assertThat(keys.find(KEY + "0")).isEmpty();
        assertThat(keys.find(KEY.substring(1))).isEmpty();
    }

    @Test
    void refusesAKeyThatCanBeGuessedWithoutTellingIt() {
        assertThatThrownBy(() -> KeyRing.ofOperator(List.of("hunter2")))
                .hasMessageContaining("fewer than 16")
                .hasMessageNotContaining("hunter2");
    }
}
