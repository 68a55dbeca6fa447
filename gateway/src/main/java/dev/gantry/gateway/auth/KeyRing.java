package dev.gantry.gateway.auth;

import dev.gantry.contracts.Failure;
import dev.gantry.platform.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keys and whose they are. Only their digests are kept, and looking one up takes the same time whatever is presented. */
record KeyRing(List<Entry> entries) {
    private static final int MIN_CHARS = 16;

    KeyRing {
        entries = List.copyOf(entries);
    }

    /** @param sha256 of the key's bytes in UTF-8, in hex */
    record Entry(String sha256, Caller caller) {}

    /**
     * The operator's keys.
     *
     * @param lines a key on each; empty ones are skipped
     * @throws dev.gantry.contracts.GantryException fatal, {@code invalid-configuration}, if one of them can be guessed
     */
    static KeyRing ofOperator(List<String> lines) {
        List<String> keys =
                lines.stream().map(String::strip).filter(key -> !key.isEmpty()).toList();
        if (keys.stream().anyMatch(key -> key.length() < MIN_CHARS)) {
            throw new Failure.Fatal("invalid-configuration", "an API key has fewer than " + MIN_CHARS + " characters")
                    .asException();
        }
        return new KeyRing(keys.stream()
                .map(key -> new Entry(digest(key), Caller.OPERATOR))
                .toList());
    }

    /** When the next of them ends that has not. */
    Optional<Instant> nextEnd(Instant now) {
        return entries.stream()
                .flatMap(entry -> entry.caller().expires().stream())
                .filter(end -> end.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    /** Whose key it is. */
    Optional<Caller> find(String presented) {
        byte[] digest = ascii(digest(presented));
        Optional<Caller> found = Optional.empty();
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(ascii(entry.sha256()), digest)) {
                found = Optional.of(entry.caller());
            }
        }
        return found;
    }

    private static String digest(String key) {
        return Sha256.of(key.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] ascii(String hex) {
        return hex.getBytes(StandardCharsets.US_ASCII);
    }
}
