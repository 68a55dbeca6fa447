package dev.gantry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.cli.console.CliException;
import dev.gantry.cli.console.Console;
import dev.gantry.cli.console.ExitCode;
import dev.gantry.cli.stack.Installation;
import dev.gantry.contracts.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SuiteTest {
    private final Host host = new Host();
    private final StringWriter out = new StringWriter();
    private final CommandLine commandLine =
            new CommandLine(host).setOut(new PrintWriter(out)).setErr(new PrintWriter(new StringWriter()));

    @Test
    void jsonIsOneObjectWithTheDocumentedFields() throws Exception {
        commandLine.parseArgs("--json");

        int exitCode = suite(Bar.atLeast("accuracy", 0.99, 0.98)).run("fake", host.console);

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        JsonNode report = Json.readTree(out.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(report.fieldNames()).toIterable().containsExactly("bench", "protocol", "seeds", "figures", "bars");
        assertThat(report.path("seeds").path(0).longValue()).isEqualTo(7);
        assertThat(report.path("figures").path("speed").doubleValue()).isEqualTo(1.5);
        assertThat(report.path("figures").path("machine").path("java").textValue())
                .isNotEmpty();
        JsonNode bar = report.path("bars").path(0);
        assertThat(bar.fieldNames()).toIterable().containsExactly("name", "value", "target", "met");
        assertThat(bar.path("target").textValue()).isEqualTo(">= 0.98");
        assertThat(bar.path("met").booleanValue()).isTrue();
    }

    @Test
    void oneMissedBarFailsTheBenchmark() throws Exception {
        commandLine.parseArgs();

        int exitCode = suite(Bar.atMost("failed requests", 0, 0), Bar.atMost("growth", 1.25, 1.1))
                .run("fake", host.console);

        assertThat(exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString())
                .contains("seeds     7", "speed", "met     failed requests: 0 (target <= 0)")
                .contains("MISSED  growth: 1.25 (target <= 1.1)");
    }

    @Test
    void theWorkFolderIsEmptyAndGoesAway() throws Exception {
        commandLine.parseArgs();
        AtomicReference<Path> work = new AtomicReference<>();
        Benchmark benchmark = new Fake(
                context -> {
                    work.set(context.work());
                    assertThat(context.work()).isEmptyDirectory();
                    Files.writeString(
                            Files.createDirectory(context.work().resolve("a")).resolve("b"), "c");
                },
                List.of());

        int exitCode = new Suite(List.of(benchmark), SuiteTest::installation).run("fake", host.console);

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(work.get()).doesNotExist();
    }

    @Test
    void unknownNamesAreAUsageErrorThatTellsTheKnownOnes() {
        commandLine.parseArgs();

        assertThatThrownBy(() -> suite().run("nope", host.console))
                .isInstanceOfSatisfying(CliException.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("fake");
    }

    @Test
    void numbersAreShort() {
        assertThat(List.of(Bar.number(3), Bar.number(0.5), Bar.number(1 / 3.0), Bar.number(-1234567.25)))
                .containsExactly("3", "0.5", "0.333333", "-1.23457e+06");
        assertThat(Bar.number(Double.NaN)).isEqualTo("NaN");
    }

    private static Suite suite(Bar... bars) {
        return new Suite(List.of(new Fake(context -> {}, List.of(bars))), SuiteTest::installation);
    }

    private static Installation installation() {
        return new Installation(Path.of("."), Path.of("agent.jar"), "");
    }

    @Command(name = "host")
    private static final class Host {
        @Mixin
        private final Console console = new Console();
    }

    private interface Work {
        void run(BenchContext context) throws Exception;
    }

    private record Fake(Work work, List<Bar> bars) implements Benchmark {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public String summary() {
            return "measures nothing";
        }

        @Override
        public Report run(BenchContext context) throws Exception {
            work.run(context);
            Report.Builder report = Report.of("fake", "none").seed(7).figure("speed", 1.5);
            bars.forEach(report::bar);
            return report.build();
        }
    }
}
