package dev.gantry.service.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingFilesTest {
    private static final String SETTING = "gantry.store.secret-key";

    @TempDir
    Path directory;

    @Test
    void secretComesFromTheFileWithoutItsLineEnd() throws IOException {
        assertThat(secretFrom("s3cr3t key\n")).isEqualTo("s3cr3t key");
    }

    @Test
    void secretComesFromTheSettingItself() {
        assertThat(SettingFiles.secret(SETTING, Optional.of("s3cr3t"), Optional.empty()))
                .isEqualTo("s3cr3t");
    }

    @Test
    void secretIsNeededFromExactlyOnePlace() {
        assertThatThrownBy(() -> SettingFiles.secret(SETTING, Optional.empty(), Optional.empty()))
                .hasMessageContaining("neither gantry.store.secret-key and gantry.store.secret-key-file are set");
        assertThatThrownBy(() -> SettingFiles.secret(SETTING, Optional.of("s3cr3t"), Optional.of(directory)))
                .hasMessageContaining("both gantry.store.secret-key and gantry.store.secret-key-file are set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "one\ntwo\n"})
    void fileOfAnotherFormIsRefusedWithoutItsContent(String content) {
        assertThatThrownBy(() -> secretFrom(content))
                .hasMessageContaining("gantry.store.secret-key-file is " + directory)
                .hasMessageContaining("must be a file of one line")
                .hasMessageNotContaining("two");
    }

    @Test
    void missingLongAndBinaryFilesAreRefused() {
        assertThatThrownBy(
                        () -> SettingFiles.secret(SETTING, Optional.empty(), Optional.of(directory.resolve("absent"))))
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> secretFrom("x".repeat(70_000))).hasMessageContaining("at most 65536 bytes");
        Path binary = directory.resolve("binary");
        assertThatThrownBy(() -> {
                    Files.write(binary, new byte[] {(byte) 0xff, 1});
                    SettingFiles.secret(SETTING, Optional.empty(), Optional.of(binary));
                })
                .hasMessageContaining("must be UTF-8 text");
    }

    @Test
    void propertiesOneByOneStandAboveTheFile() throws IOException {
        Path file = Files.writeString(
                directory.resolve("client.properties"), "security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\n");
        assertThat(SettingFiles.properties(
                        "gantry.kafka.properties-file", Optional.of(file), Map.of("sasl.mechanism", "PLAIN")))
                .isEqualTo(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN"));
    }

    @Test
    void fileThatIsNoPropertiesFileIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("client.properties"), "password=\\u12");
        assertThatThrownBy(() -> SettingFiles.properties("gantry.kafka.properties-file", Optional.of(file), Map.of()))
                .hasMessageContaining("gantry.kafka.properties-file is " + file)
                .hasMessageContaining("must be a properties file");
    }

    private String secretFrom(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), content);
        return SettingFiles.secret(SETTING, Optional.empty(), Optional.of(file));
    }
}
