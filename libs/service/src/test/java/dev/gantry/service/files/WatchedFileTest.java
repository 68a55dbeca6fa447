package dev.gantry.service.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFileTest {
    @TempDir
    Path directory;

    @Test
    void changedFileIsReadAgainAndAnUnchangedOneIsNot() throws IOException {
        Path file = Files.writeString(directory.resolve("setting"), "old");
        WatchedFile<String> watched = new WatchedFile<>(file, WatchedFileTest::text);

        assertThat(watched.look()).isTrue();
        assertThat(watched.look()).isFalse();
        Files.writeString(file, "new");
        assertThat(watched.look()).isTrue();
        assertThat(watched.get()).isEqualTo("new");
    }

    @Test
    void uselessFileIsToldOfOnceAndChangesNothing() throws IOException {
        Path file = Files.writeString(directory.resolve("setting"), "old");
        WatchedFile<String> watched = new WatchedFile<>(file, WatchedFileTest::text);
        watched.look();

        Files.writeString(file, "broken");
        assertThatThrownBy(watched::look).isInstanceOf(GantryException.class);
        assertThat(watched.look()).isFalse();
        Files.delete(file);
        assertThatThrownBy(watched::look).hasMessageContaining("cannot be read");
        assertThat(watched.look()).isFalse();
        assertThat(watched.get()).isEqualTo("old");

        Files.writeString(file, "mended");
        assertThat(watched.look()).isTrue();
        assertThat(watched.get()).isEqualTo("mended");
    }

    @Test
    void folderIsReadInTheOrderOfItsVisibleFiles() throws IOException {
        Files.writeString(directory.resolve("b"), "2");
        Files.writeString(directory.resolve("a"), "1");
        Files.writeString(directory.resolve("..data"), "3");
        WatchedFile<String> watched = new WatchedFile<>(directory, WatchedFileTest::text);

        watched.look();
        assertThat(watched.get()).isEqualTo("1,2");
        Files.delete(directory.resolve("a"));
        watched.look();
        assertThat(watched.get()).isEqualTo("2");
    }

    @Test
    void hugeFileIsRefusedUnparsed() throws IOException {
        Path file = Files.write(directory.resolve("setting"), new byte[(1 << 20) + 1]);
        WatchedFile<String> watched = new WatchedFile<>(file, WatchedFileTest::text);

        assertThatThrownBy(watched::look).hasMessageContaining("1048576 bytes");
    }

    private static String text(List<byte[]> contents) {
        String text = contents.stream()
                .map(content -> new String(content, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
        if (text.equals("broken")) {
            throw new Failure.Rejected("broken", "it is broken").asException();
        }
        return text;
    }
}
