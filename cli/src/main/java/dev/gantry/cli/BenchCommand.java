package dev.gantry.cli;

import dev.gantry.cli.console.CliException;
import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.ExitCode;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the platform against its bars. The measuring itself stands in a module of its own. */
@Command(name = "bench", description = "Measure the platform against its bars; ends with 1 when one is missed.")
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private final Console console = new Console();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which benchmark to run.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--list", description = "List the benchmarks.")
    private boolean list;

    @Override
    public Integer call() throws Exception {
        if (list == name.isPresent()) {
            throw CliException.usage("name one benchmark, or give --list");
        }
        BenchSuite suite = ServiceLoader.load(BenchSuite.class)
                .findFirst()
                .orElseThrow(() -> CliException.failed("the benchmarks are not on the class path: use ./gantry bench"));
        if (name.isPresent()) {
            return suite.run(name.get(), console);
        }
        suite.list(console);
        return ExitCode.OK;
    }
}
