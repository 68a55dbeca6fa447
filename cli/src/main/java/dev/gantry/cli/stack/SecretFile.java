package dev.gantry.cli.stack;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** Secrets in files that only their owner can read. */
public final class SecretFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private SecretFile() {}

    /**
     * The secret in a file, made up of {@code bytes} random bytes (base64url) when there is no such file.
     *
     * @throws StackException if others may read or write the file
     */
    static String readOrCreate(Path file, int bytes) throws IOException {
        createIfAbsent(file, () -> random(bytes) + "\n");
        return read(file);
    }

    /** Writes a secret into a new file that only its owner can read. */
    static void createIfAbsent(Path file, Supplier<String> secret) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(file, secret.get());
        } catch (FileAlreadyExistsException e) { // another start was first
            return;
        }
    }

    /**
     * The secret in a file.
     *
     * @throws StackException if others may read or write the file, or it is empty
     * @throws IOException    if it cannot be read
     */
    public static String read(Path file) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        permissions.addAll(Files.getPosixFilePermissions(file));
        permissions.retainAll(OTHERS);
        if (!permissions.isEmpty()) {
            throw new StackException(file + " can be read or written by others: run chmod 600 on it");
        }
        String secret = Files.readString(file).strip();
        if (secret.isEmpty()) {
            throw new StackException(file + " is empty: delete it, and a new one is made at the next start");
        }
        return secret;
    }

    /** Random bytes as base64url. */
    public static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
