package dev.gantry.service.platform;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Settings that may stand in files of their own, as secrets do. */
final class SettingFiles {
    private static final int MAX_BYTES = 1 << 16;

    private SettingFiles() {}

    /**
     * A secret from the setting itself or from the file that {@code <setting>-file} names.
     *
     * @throws GantryException fatal, {@code invalid-configuration}, unless exactly one of them holds one line
     */
    static String secret(String setting, Optional<String> value, Optional<Path> file) {
        String fileSetting = setting + "-file";
        if (value.isPresent() == file.isPresent()) {
            throw invalid((value.isPresent() ? "both " : "neither ") + setting + " and " + fileSetting
                    + " are set: must be exactly one");
        }
        if (value.isPresent()) {
            return value.get();
        }
        String secret = read(fileSetting, file.get()).strip();
        if (secret.isEmpty() || secret.lines().count() > 1) {
            throw invalid(fileSetting + " is " + file.get() + ": must be a file of one line");
        }
        return secret;
    }

    /**
     * What a properties file says, below what is set one by one.
     *
     * @throws GantryException fatal, {@code invalid-configuration}, if it is no properties file
     */
    static Map<String, String> properties(String setting, Optional<Path> file, Map<String, String> above) {
        Map<String, String> all = new HashMap<>();
        file.ifPresent(path -> {
            Properties properties = new Properties();
            try {
                properties.load(new StringReader(read(setting, path)));
            } catch (IOException | IllegalArgumentException e) { // a broken escape
                throw invalid(setting + " is " + path + ": must be a properties file; " + e.getMessage());
            }
            properties.stringPropertyNames().forEach(name -> all.put(name, properties.getProperty(name)));
        });
        all.putAll(above);
        return all;
    }

    private static String read(String setting, Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] content = input.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw invalid(setting + " is " + file + ": must have at most " + MAX_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw invalid(setting + " is " + file + ": must be UTF-8 text");
        } catch (IOException e) {
            throw invalid(setting + " is " + file + ": cannot be read; " + e);
        }
    }

    private static GantryException invalid(String message) {
        return new Failure.Fatal("invalid-configuration", message).asException();
    }
}
