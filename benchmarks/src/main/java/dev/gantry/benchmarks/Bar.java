package dev.gantry.benchmarks;

import java.util.Locale;

/**
 * A figure that must reach a target.
 *
 * @param name   what is measured, with its unit
 * @param value  as measured
 * @param target as the documentation states it, for instance {@code >= 0.98}
 * @param met    whether the value reaches the target
 */
record Bar(String name, double value, String target, boolean met) {
    static Bar atLeast(String name, double value, double target) {
        return new Bar(name, value, ">= " + number(target), value >= target);
    }

    static Bar atMost(String name, double value, double target) {
        return new Bar(name, value, "<= " + number(target), value <= target);
    }

    static Bar exactly(String name, double value, double target) {
        return new Bar(name, value, "= " + number(target), value == target);
    }

    /** At most six digits, no trailing zeros. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.6g", value)
                        .replaceFirst("(\\.\\d*?)0+($|e)", "$1$2")
                        .replaceFirst("\\.($|e)", "$1");
    }
}
