package dev.gantry.cli;

import dev.gantry.cli.console.CliException;
import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.ExitCode;

/** The benchmarks, found as a service when their module is on the class path. */
public interface BenchSuite {
    /** Prints names and summaries. */
    void list(Console console);

    /**
     * Runs a benchmark and prints its report.
     *
     * @return {@link ExitCode#OK} when every bar is met, else {@link ExitCode#FAILED}
     * @throws CliException usage, if there is no such benchmark
     */
    int run(String name, Console console) throws Exception;
}
