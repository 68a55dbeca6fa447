package dev.gantry.benchmarks;

import dev.gantry.cli.client.GatewayException;
import dev.gantry.cli.client.Samples;
import dev.gantry.cli.console.CliException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Sends hostile requests to a running platform, and keeps what came of them. */
final class HostileTrial {
    /** How often each kind is sent. */
    static final int REPEATS = 3;

    private static final Duration DETECTOR_LIMIT = Duration.ofMinutes(2);
    private static final int WARM_UP = 20;
    private static final int SLOWEST = 5;
    private static final double MAX_SECONDS = 1;
    private static final double MAX_GROWTH_MIB = 256;

    private final BenchContext context;
    private final BenchStack bench;
    private final HostileClient client;
    private final String model;
    private final List<HostileInput> inputs;
    private final Map<String, String> wrong = new LinkedHashMap<>();
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final Map<String, Double> growth = new LinkedHashMap<>();
    private int hurt;

    HostileTrial(BenchContext context, BenchStack bench, String model, List<HostileInput> inputs) {
        this.context = context;
        this.bench = bench;
        this.model = model;
        this.inputs = List.copyOf(inputs);
        this.client = new HostileClient(bench.stack(), bench.apiKey());
    }

    /** Waits until the model's detector is live. */
    void awaitDetector() throws InterruptedException {
        if (!bench.await(DETECTOR_LIMIT, this::judges)) {
            throw CliException.failed("no detector is live after " + DETECTOR_LIMIT.toSeconds() + " s");
        }
    }

    /** Sends every kind. */
    void run() throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            well();
        }
        Map<String, Double> before = memory();
        for (HostileInput input : inputs) {
            send(input);
            hurt += well() ? 0 : 1;
        }
        memory().forEach((service, now) -> growth.put(service, now - before.getOrDefault(service, 0.0)));
    }

    /** Adds everything that was found. */
    void tell(Report.Builder report) {
        report.figure("answeredWrongly", wrong)
                .figure("secondsOfTheSlowest", slowestOnes())
                .figure("memoryGrowthMiB", growth)
                .bar(Bar.exactly(
                        "kinds answered rightly, of " + inputs.size(), inputs.size() - wrong.size(), inputs.size()))
                .bar(Bar.atMost("seconds of the slowest kind", Collections.max(seconds.values()), MAX_SECONDS))
                .bar(Bar.exactly("kinds after which a service was not well", hurt, 0))
                .bar(Bar.atMost("MiB that a service has grown by", Collections.max(growth.values()), MAX_GROWTH_MIB));
    }

    private void send(HostileInput input) throws IOException, InterruptedException {
        byte[] body = input.body().bytes();
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            HostileClient.Outcome outcome = client.send(input, body, i == REPEATS - 1 && body.length > 0);
            times.add(outcome.seconds());
            if (!outcome.right()) {
                wrong.putIfAbsent(input.name(), outcome.told());
            }
            context.console().tell(input.name() + ": " + outcome);
        }
        seconds.put(input.name(), ResidentMemory.median(times));
    }

    /** Whether every service is ready and does what it is for. */
    private boolean well() throws InterruptedException {
        for (String service : BenchStack.SERVICES) {
            if (!client.ready(bench.stack().service(service))) {
                return false;
            }
        }
        return judges() && draws();
    }

    private boolean judges() throws InterruptedException {
        try {
            return !bench.client()
                    .judge(HostilePictures.noise(), Optional.of(model))
                    .judgements()
                    .isEmpty();
        } catch (GatewayException e) {
            return false;
        }
    }

    private boolean draws() throws InterruptedException {
        try {
            return !Samples.draw(bench.client(), model, 4, OptionalLong.empty(), OptionalInt.empty())
                    .pictures()
                    .isEmpty();
        } catch (GatewayException e) {
            return false;
        }
    }

    private Map<String, Double> memory() throws IOException {
        Map<String, Double> memory = new LinkedHashMap<>();
        for (String service : BenchStack.SERVICES) {
            memory.put(service, ResidentMemory.mebibytes(bench.pid(service)));
        }
        return memory;
    }

    private Map<String, Double> slowestOnes() {
        Map<String, Double> worst = new LinkedHashMap<>();
        seconds.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(SLOWEST)
                .forEach(entry -> worst.put(entry.getKey(), entry.getValue()));
        return worst;
    }
}
