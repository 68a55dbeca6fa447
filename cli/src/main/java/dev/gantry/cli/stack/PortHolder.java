package dev.gantry.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out which process listens on a port, from Linux' {@code /proc}. */
final class PortHolder {
    private static final String LISTENING = "0A";
    private static final int MAX_COMMAND_CHARS = 120;

    private PortHolder() {}

    /** For instance {@code process 4711 (java -jar x.jar)}; {@code another process} where the system does not tell. */
    static String describe(int port) {
        return inode(port)
                .flatMap(PortHolder::process)
                .map(pid -> "process " + pid + command(pid))
                .orElse("another process");
    }

    private static Optional<String> inode(int port) {
        String suffix = String.format(":%04X", port);
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> lines(Path.of("/proc/net", table)))
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTENING))
                .map(columns -> columns[9])
                .findFirst();
    }

    private static Optional<Long> process(String inode) {
        String link = "socket:[" + inode + "]";
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> holds(pid, link))
                .findFirst();
    }

    private static boolean holds(long pid, String link) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return descriptors.anyMatch(descriptor -> target(descriptor).equals(link));
        } catch (IOException e) { // gone meanwhile, or another user's
            return false;
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String command(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().commandLine())
                .map(line -> line.length() <= MAX_COMMAND_CHARS ? line : line.substring(0, MAX_COMMAND_CHARS) + "…")
                .map(line -> " (" + line + ")")
                .orElse("");
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException e) { // not Linux
            return Stream.empty();
        }
    }
}
