package dev.gantry.helm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the table of values in the chart's README from the comments of values.yaml that begin with {@code # --}. After a change of
 * values: {@code java helm/src/test/java/dev/gantry/helm/ChartReadme.java helm/gantry}.
 */
final class ChartReadme {
    private static final String BEGIN = "<!-- values, made from values.yaml -->\n";
    private static final String END = "<!-- end of values -->";
    private static final Pattern COMMENT = Pattern.compile("( *)#( -- | )(.*)");
    private static final Pattern ENTRY = Pattern.compile("( *)([A-Za-z0-9]+):(?: (.*))?");

    private ChartReadme() {}

    /** @param arguments the chart's folder */
    public static void main(String[] arguments) throws IOException {
        Path chart = Path.of(arguments[0]);
        Files.writeString(chart.resolve("README.md"), of(chart));
    }

    /** The README as it should be. */
    static String of(Path chart) throws IOException {
        String readme = Files.readString(chart.resolve("README.md"));
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        return readme.substring(0, begin)
                + table(Files.readAllLines(chart.resolve("values.yaml")))
                + readme.substring(readme.indexOf(END));
    }

    private static String table(List<String> lines) {
        StringBuilder table = new StringBuilder("| value | default | |\n|---|---|---|\n");
        List<String> path = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            Matcher comment = COMMENT.matcher(lines.get(line));
            Matcher entry = ENTRY.matcher(lines.get(line));
            if (comment.matches() && comment.group(2).equals(" -- ")) {
                StringBuilder description = new StringBuilder(comment.group(3));
                for (comment = COMMENT.matcher(lines.get(++line));
                        comment.matches();
                        comment = COMMENT.matcher(lines.get(++line))) {
                    description.append(' ').append(comment.group(3));
                }
                line = addRow(table, path, description.toString(), lines, line);
            } else if (entry.matches()) {
                if (entry.group(3) != null) {
                    throw new IllegalStateException("line " + (line + 1) + " of values.yaml has no description: "
                            + lines.get(line).strip());
                }
                enter(path, entry);
            }
        }
        return table.toString();
    }

    /** @return the last line of the value */
    private static int addRow(
            StringBuilder table, List<String> path, String description, List<String> lines, int first) {
        Matcher entry = ENTRY.matcher(lines.get(first));
        if (!entry.matches()) {
            throw new IllegalStateException("line " + (first + 1) + " of values.yaml is no value: " + lines.get(first));
        }
        enter(path, entry);
        int last = first;
        StringBuilder value = new StringBuilder();
        if (entry.group(3) == null) {
            String inner = entry.group(1) + "  ";
            while (last + 1 < lines.size() && lines.get(last + 1).startsWith(inner)) {
                value.append(value.isEmpty() ? "" : " ")
                        .append(lines.get(++last).strip());
            }
        } else {
            value.append(entry.group(3));
        }
        table.append("| `%s` | `%s` | %s |\n".formatted(String.join(".", path), value, description));
        return last;
    }

    private static void enter(List<String> path, Matcher entry) {
        int depth = entry.group(1).length() / 2;
        path.subList(depth, path.size()).clear();
        path.add(entry.group(2));
    }
}
