package dev.gantry.cli.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log. */
final class LogTail {
    private static final int LINES = 20;
    private static final int BYTES = 16 * 1024;

    private LogTail() {}

    /** At most {@value #LINES} lines, indented; a note when there is nothing to show. */
    static String of(Path log) {
        String text;
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(BYTES, file.length())];
            file.seek(file.length() - end.length);
            file.readFully(end);
            text = new String(end, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "  (cannot be read: " + e.getMessage() + ")";
        }
        List<String> lines = text.lines().toList();
        if (lines.isEmpty()) {
            return "  (empty)";
        }
        return String.join(
                "\n",
                lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                        .map(line -> "  " + line)
                        .toList());
    }
}
