package dev.gantry.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxPicturesTest {
    private static final Path SHIPPED = Path.of("../datasets/fashion-mnist/t10k-images-idx3-ubyte.gz");

    @TempDir
    private Path temporary;

    @Test
    void aPartIsTheSamePicturesAgain() throws IOException {
        IdxPictures all = IdxPictures.read(SHIPPED);
        Path part = Files.write(temporary.resolve("part.gz"), all.first(100));

        IdxPictures again = IdxPictures.read(part);

        assertThat(all.count()).isEqualTo(10_000);
        assertThat(again.count()).isEqualTo(100);
        assertThat(again.pictures(0, 100)).isEqualTo(all.pictures(0, 100));
        assertThat(all.pictures(9_999, 10_000)).singleElement().hasToString("Picture[1, 28, 28]");
    }

    @Test
    void labelsAreNoPictures() throws IOException {
        Path labels = temporary.resolve("labels.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(labels))) {
            out.write(new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 5});
        }

        assertThatThrownBy(() -> IdxPictures.read(labels))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("0x801");
    }
}
