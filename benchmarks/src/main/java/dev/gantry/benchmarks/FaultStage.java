package dev.gantry.benchmarks;

import dev.gantry.cli.console.CliException;
import dev.gantry.cli.stack.Readiness;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/** A running platform that faults happen to, with a model whose versions are made as they are needed. */
final class FaultStage {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final BenchStack bench;
    private final StampedPublisher publisher;
    private final String model;
    private final Path work;
    private final HttpClient http = HttpClient.newHttpClient();
    private int version;
    private long over;

    FaultStage(BenchStack bench, StampedPublisher publisher, String model, Path work) {
        this.bench = bench;
        this.publisher = publisher;
        this.model = model;
        this.work = work;
    }

    BenchStack bench() {
        return bench;
    }

    /** Tells that from now on the platform has to mend itself. */
    void over() {
        over = System.nanoTime();
    }

    /** @return seconds since the fault was over; infinite when a service is not ready in time */
    double awaitReady() throws InterruptedException {
        return bench.await(LIMIT, () -> {
                    for (String service : BenchStack.SERVICES) {
                        if (!Readiness.answering(
                                        http, bench.stack().service(service).resolve("/q/health/ready"))
                                .ready()) {
                            return false;
                        }
                    }
                    return true;
                })
                ? (System.nanoTime() - over) / 1e9
                : Double.POSITIVE_INFINITY;
    }

    /** A folder for what a fault needs. */
    Path work() {
        return work;
    }

    /** @return the version */
    int publishNext() throws IOException {
        publisher.publish(++version);
        return version;
    }

    void awaitServing(int wanted) throws InterruptedException {
        if (!bench.await(LIMIT, () -> live().equals(OptionalInt.of(wanted)))) {
            throw CliException.failed("version " + wanted + " is not live after " + LIMIT.toSeconds() + " s");
        }
    }

    void requireStillServing(int wanted) throws InterruptedException {
        OptionalInt live = live();
        if (!live.equals(OptionalInt.of(wanted))) {
            throw CliException.failed("version " + wanted + " should still be live, but " + live + " is");
        }
    }

    private OptionalInt live() throws InterruptedException {
        return new InferenceClient(bench.stack().service("inference"), model).live();
    }
}
