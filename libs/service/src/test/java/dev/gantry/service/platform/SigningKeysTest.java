package dev.gantry.service.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.gantry.platform.signing.SigningKey;
import dev.gantry.platform.signing.TrustedKeys;
import dev.gantry.service.config.SigningConfig;
import dev.gantry.service.files.WatchedFiles;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {
    private final WatchedFiles files = new WatchedFiles(new PrometheusRegistry(), Duration.ofMillis(20));

    @TempDir
    Path folder;

    @Test
    void aKeyIsTrustedFromWhenItsFileIsThere() throws IOException {
        SigningKey first = SigningKey.generate();
        SigningKey second = SigningKey.generate();
        Files.writeString(folder.resolve("first.pem"), first.publicPem());
        Supplier<TrustedKeys> trusted = new SigningKeys().trustedKeys(new Trusting(folder), files);
        assertThat(trusted.get().ids()).containsExactly(first.id());

        Files.writeString(folder.resolve("second.pem"), second.publicPem());
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            while (!trusted.get().ids().contains(second.id())) {
                Thread.sleep(10);
            }
        });
    }

    @Test
    void whatIsNoKeyStopsTheStart() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "no key");

        assertThatThrownBy(() -> new SigningKeys().trustedKeys(new Trusting(folder), files))
                .hasMessageContaining("gantry.signing.trusted-keys is " + folder)
                .hasMessageContaining("file 1 of 1 by name: there is no block BEGIN PUBLIC KEY");
    }

    private record Trusting(Path folder) implements SigningConfig {
        @Override
        public Optional<Path> privateKey() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> trustedKeys() {
            return Optional.of(folder);
        }

        @Override
        public boolean required() {
            return true;
        }
    }
}
