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
    private static final String LOCK = "lock";
    private static final String TEMPORARY = "tmp";

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
            deleteContent(Files.createDirectories(absolute.resolve(TEMPORARY)), "");
            return new StackDirectory(absolute, lock, StackSecrets.in(absolute));
        } catch (IOException e) {
            throw new StackException("cannot use " + root + ": " + e, e);
        }
    }

    /**
     * Opens a folder without what an earlier stack left in it.
     *
     * @throws StackException if another stack runs in it or it cannot be written
     */
    public static StackDirectory openFresh(Path root) {
        try (StackDirectory old = open(root)) {
            deleteContent(old.root(), LOCK);
        } catch (IOException e) {
            throw new StackException("cannot empty " + root + ": " + e, e);
        }
        return open(root);
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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

    private static void deleteContent(Path directory, String spared) throws IOException {
        try (Stream<Path> content = Files.walk(directory)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(directory) && !path.equals(directory.resolve(spared))) {
                    Files.delete(path);
                }
            }
        }
    }

    public Path root() {
        return root;
    }

    public StackSecrets secrets() {
        return secrets;
    }

    /** Where a process writes what it has to say. */
    public Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    Path data(String name) {
        return root.resolve(name);
    }

    /** Emptied at each start: killed processes leave their unpacked native libraries there. */
    Path temporary() {
        return root.resolve(TEMPORARY);
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
