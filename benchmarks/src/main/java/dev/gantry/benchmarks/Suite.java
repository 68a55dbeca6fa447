package dev.gantry.benchmarks;

import dev.gantry.cli.BenchSuite;
import dev.gantry.cli.console.CliException;
import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.cli.stack.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every benchmark by name. */
public final class Suite implements BenchSuite {
    private static final Path OUTPUT = Path.of("bench-output");

    private final List<Benchmark> benchmarks;
    private final Supplier<Installation> installation;

    public Suite() {
        this(
                List.of(
                        new SampleQualityBench(),
                        new DetectorQualityBench(),
                        new HotSwapBench(),
                        new ServingSpeedBench(),
                        new OriginMarkBench(),
                        new BadCheckpointsBench(),
                        new HostileInputsBench(),
                        new MonitoringBench(),
                        new FaultsBench(),
                        new PoisonBench(),
                        new KillResumeBench(),
                        new TrainingMemoryBench(),
                        new CollapseBench(),
                        new ParityBench(),
                        new LossesBench(),
                        new ModeCoverageBench(),
                        new PrecisionBench()),
                Installation::current);
    }

    Suite(List<Benchmark> benchmarks, Supplier<Installation> installation) {
        this.benchmarks = List.copyOf(benchmarks);
        this.installation = installation;
    }

    @Override
    public void list(Console console) {
        console.result(
                benchmarks.stream()
                        .map(bench -> new Entry(bench.name(), bench.summary()))
                        .toList(),
                benchmarks.stream()
                        .map(bench -> String.format("%-18s %s%n", bench.name(), bench.summary()))
                        .collect(Collectors.joining()));
    }

    @Override
    public int run(String name, Console console) throws Exception {
        Benchmark benchmark = benchmarks.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CliException.usage("no benchmark is called " + name + ": there are "
                        + benchmarks.stream().map(Benchmark::name).collect(Collectors.joining(", "))));
        Path work = Files.createTempDirectory("gantry-bench-");
        try {
            Report report = benchmark
                    .run(new BenchContext(installation.get(), work, OUTPUT.resolve(name), console))
                    .withFirstFigure("machine", Machine.describe());
            console.result(report, ReportText.of(report));
            return report.met() ? ExitCode.OK : ExitCode.FAILED;
        } finally {
            delete(work);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> content = Files.walk(directory)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private record Entry(String bench, String summary) {}
}
