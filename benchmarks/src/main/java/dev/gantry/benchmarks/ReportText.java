package dev.gantry.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for people. */
final class ReportText {
    private ReportText() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder();
        text.append(report.bench()).append('\n');
        text.append("  protocol  ").append(report.protocol()).append('\n');
        text.append("  seeds     ").append(join(report.seeds())).append('\n');
        int width = report.figures().keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        text.append("  figures\n");
        report.figures().forEach((name, value) -> text.append("    ")
                .append(pad(name, width))
                .append("  ")
                .append(show(value))
                .append('\n'));
        text.append("  bars\n");
        for (Bar bar : report.bars()) {
            text.append("    ")
                    .append(bar.met() ? "met     " : "MISSED  ")
                    .append(bar.name())
                    .append(": ")
                    .append(Bar.number(bar.value()))
                    .append(" (target ")
                    .append(bar.target())
                    .append(")\n");
        }
        return text.toString();
    }

    private static String show(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return Bar.number(((Number) value).doubleValue());
        }
        if (value instanceof List<?> list) {
            return join(list);
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + show(entry.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return value.toString();
    }

    private static String join(List<?> values) {
        return values.isEmpty() ? "none" : values.stream().map(ReportText::show).collect(Collectors.joining(", "));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
