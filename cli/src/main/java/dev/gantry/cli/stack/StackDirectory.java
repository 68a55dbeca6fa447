package dev.gantry.cli.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a local stack keeps its data, logs and secrets, and the lock that keeps a second stack out. */
public final class StackDirectory implements AutoCloseable {
    private final Path root;
    private final FileChannel lock;
    private final StackSecrets secrets;

    private StackDirectory(Path root, FileChannel lock, StackSecrets secrets) {
        this.root = root;
        this.lock = lock;
        this.secrets = secrets;
    }

    /**
     * Opens a folder, making what is missing.
     *
     * @throws StackException if another stack runs in it or it cannot be written
     */
    public static StackDirectory open(Path root) {
        try {
            Path absolute = root.toAbsolutePath().normalize();
            if (!Files.isDirectory(absolute)) {
                Files.createDirectories(
                        absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            FileChannel lock = lock(absolute);
            Files.createDirectories(absolute.resolve("logs"));
            recreate(absolute.resolve("tmp"));
            return new StackDirectory(absolute, lock, StackSecrets.in(absolute));
        } catch (IOException e) {
            throw new StackException("cannot use " + root + ": " + e, e);
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) { // held by this very process
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new StackException("another Gantry runs in " + root + ": end it first, or choose another folder");
        }
        return channel;
    }

    private static void recreate(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> content = Files.walk(directory)) {
                for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectory(directory);
    }

    public Path root() {
        return root;
    }

    public StackSecrets secrets() {
        return secrets;
    }

    Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    Path data(String name) {
        return root.resolve(name);
    }

    /** Emptied at each start: killed processes leave their unpacked native libraries there. */
    Path temporary() {
        return root.resolve("tmp");
    }

    /** Gives the folder back; what is in it stays. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StackException("cannot give back " + root, e);
        }
    }
}
