package dev.gantry.benchmarks;

import dev.gantry.cli.console.Console;
import dev.gantry.cli.stack.Installation;
import java.nio.file.Path;

/**
 * What a benchmark works with.
 *
 * @param installation programs and shipped data
 * @param work         an empty folder, deleted afterwards
 * @param console      its {@code tell} reports progress; results go into the report instead
 */
record BenchContext(Installation installation, Path work, Console console) {}
