package dev.gantry.trainer.refit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefitRequestsTest {
    @TempDir
    Path directory;

    @Test
    void aRequestIsReadFromItsFile() throws IOException {
        Path file = write(
                "{\"kind\": \"detector\", \"model\": \"d\", \"generators\": [\"*\"], \"data\": {\"uri\": \"file:a\"}}");

        assertThat(RefitRequests.read(List.of(file)))
                .singleElement()
                .satisfies(request -> assertThat(request.generators()).hasValue(List.of("*")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\": \"d\", \"data\": {\"uri\": \"file:a\"}}|kind is gan: must be detector",
                "{\"kind\": \"detector\", \"model\": \"d\", \"data\": {\"uri\": \"file:a\"}}|generators is (absent)",
                "{\"kind\": \"detector\", \"jobId\": \"j\", \"model\": \"d\", \"generators\": [\"a\"], \"data\":"
                        + " {\"uri\": \"file:a\"}}|jobId is j",
                "nothing|line 1",
            })
    void whatIsWrongIsNamed(String content, String reason) throws IOException {
        Path file = write(content);

        assertThatThrownBy(() -> RefitRequests.read(List.of(file)))
                .hasMessageContaining("gantry.trainer.refit.requests has " + file)
                .hasMessageContaining(reason);
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        Path file = directory.resolve("missing.json");

        assertThatThrownBy(() -> RefitRequests.read(List.of(file))).hasMessageContaining(file + ": it cannot be read");
    }

    private Path write(String content) throws IOException {
        return Files.writeString(directory.resolve("request.json"), content);
    }
}
