package dev.gantry.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackDirectoryTest {
    @TempDir
    private Path temporary;

    @Test
    void secretsCanOnlyBeReadByTheirOwner() throws IOException {
        Path root = temporary.resolve("data");
        try (StackDirectory directory = StackDirectory.open(root)) {
            assertThat(directory.secrets().apiKey()).hasSizeGreaterThanOrEqualTo(32);
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwx------");
        for (String name : List.of("api-key", "store-access-key", "store-secret-key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void secretsAreKeptAndDifferBetweenFolders() {
        StackSecrets first = secrets("one");

        assertThat(secrets("one")).isEqualTo(first);
        assertThat(secrets("two").apiKey()).isNotEqualTo(first.apiKey());
        assertThat(first).hasToString("StackSecrets[]");
    }

    @Test
    void aSecretThatOthersCanReadIsRefused() throws IOException {
        secrets("one");
        Path key = temporary.resolve("one/api-key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> secrets("one"))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(key.toString())
                .hasMessageContaining("chmod 600");
    }

    @Test
    void oneFolderHoldsOneStack() {
        try (StackDirectory first = StackDirectory.open(temporary)) {
            assertThatThrownBy(() -> StackDirectory.open(temporary))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("another Gantry runs in " + first.root());
        }

        StackDirectory.open(temporary).close();
    }

    @Test
    void temporaryFilesOfTheLastRunGoAway() throws IOException {
        StackDirectory.open(temporary).close();
        Files.writeString(
                Files.createDirectory(temporary.resolve("tmp/natives")).resolve("lib.so"), "x");

        StackDirectory.open(temporary).close();

        assertThat(temporary.resolve("tmp")).isEmptyDirectory();
    }

    private StackSecrets secrets(String folder) {
        try (StackDirectory directory = StackDirectory.open(temporary.resolve(folder))) {
            return directory.secrets();
        }
    }
}
