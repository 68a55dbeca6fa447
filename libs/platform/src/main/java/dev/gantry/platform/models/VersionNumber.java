package dev.gantry.platform.models;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads version numbers out of the names of objects. A store may list what is no version's: a user's file, or what a server is
 * about to rename.
 */
final class VersionNumber {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private VersionNumber() {}

    /** The number that a name consists of; empty if it is none. */
    static Optional<Integer> of(String name) {
        return Optional.of(name)
                .filter(given -> NUMBER.matcher(given).matches())
                .map(Integer::valueOf);
    }

    /** The number between the beginning and the end of a key; empty if there is none. */
    static Optional<Integer> between(String prefix, String key, String suffix) {
        return key.startsWith(prefix) && key.endsWith(suffix) && key.length() > prefix.length() + suffix.length()
                ? of(key.substring(prefix.length(), key.length() - suffix.length()))
                : Optional.empty();
    }
}
