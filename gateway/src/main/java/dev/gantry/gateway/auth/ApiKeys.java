package dev.gantry.gateway.auth;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The accepted API keys. Only their digests are kept, and comparing takes the same time whatever is presented. */
final class ApiKeys {
    private static final int MIN_CHARS = 16;

    private final List<byte[]> digests;

    ApiKeys(List<String> keys) {
        if (keys.isEmpty()) {
            throw unusable(
                    "gantry.gateway.api-key and gantry.gateway.api-key-file hold no key: at least one is needed");
        }
        if (keys.stream().anyMatch(key -> key.length() < MIN_CHARS)) {
            throw unusable("an API key has fewer than " + MIN_CHARS + " characters");
        }
        this.digests = keys.stream().map(ApiKeys::digest).toList();
    }

    /**
     * @param file a key on each line
     * @throws GantryException fatal, {@code invalid-configuration}, when there is no usable key
     */
    static ApiKeys load(Optional<String> key, Optional<Path> file) {
        Stream<String> fromFile = file.stream().flatMap(path -> lines(path).stream());
        return new ApiKeys(Stream.concat(key.stream(), fromFile)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList());
    }

    boolean accept(String presented) {
        byte[] digest = digest(presented);
        boolean found = false;
        for (byte[] known : digests) {
            found |= MessageDigest.isEqual(known, digest);
        }
        return found;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new GantryException(
                    new Failure.Fatal("invalid-configuration", "gantry.gateway.api-key-file cannot be read: " + file),
                    e);
        }
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static GantryException unusable(String message) {
        return new Failure.Fatal("invalid-configuration", message).asException();
    }
}
