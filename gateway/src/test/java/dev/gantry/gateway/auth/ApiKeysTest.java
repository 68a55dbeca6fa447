package dev.gantry.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.GantryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
    private static final String KEY = "0123456789abcdef";

    @Test
    void acceptsKeysFromSettingAndFileAndNothingElse(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("keys");
        Files.writeString(file, "fedcba9876543210\n\n  1111222233334444  \n");
        ApiKeys keys = ApiKeys.load(Optional.of(KEY), Optional.of(file));

        assertThat(keys.accept(KEY)).isTrue();
        assertThat(keys.accept("fedcba9876543210")).isTrue();
        assertThat(keys.accept("1111222233334444")).isTrue();
        assertThat(keys.accept("")).isFalse();
        assertThat(keys.accept(KEY + "0")).isFalse();
        assertThat(keys.accept(KEY.substring(1))).isFalse();
    }

    @Test
    void refusesToStartWithoutAKey() {
        assertThatThrownBy(() -> ApiKeys.load(Optional.empty(), Optional.empty()))
                .isInstanceOf(GantryException.class)
                .hasMessageContaining("gantry.gateway.api-key-file");
    }

    @Test
    void refusesToStartWithAKeyThatCanBeGuessedWithoutTellingIt() {
        assertThatThrownBy(() -> ApiKeys.load(Optional.of("hunter2"), Optional.empty()))
                .hasMessageContaining("fewer than 16")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void namesTheKeyFileThatCannotBeRead(@TempDir Path directory) {
        Path absent = directory.resolve("absent");
        assertThatThrownBy(() -> ApiKeys.load(Optional.empty(), Optional.of(absent)))
                .isInstanceOf(GantryException.class)
                .hasMessageContaining(absent.toString());
    }
}
