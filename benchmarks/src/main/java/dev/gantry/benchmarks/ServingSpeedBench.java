package dev.gantry.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much of what ONNX Runtime can do on this machine is left once HTTP, batching and a service stand between. */
final class ServingSpeedBench implements Benchmark {
    private static final String MODEL = "stamped";
    private static final long SEED = 11;
    private static final int ROWS = 64;
    private static final List<Integer> CLIENTS = List.of(1, 2, 4, 8, 16);
    private static final int ROUNDS = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration SWEEP = Duration.ofSeconds(4);
    private static final Duration ROUND = Duration.ofSeconds(6);
    private static final double SHARE = 0.85;

    @Override
    public String name() {
        return "serving-speed";
    }

    @Override
    public String summary() {
        return "samples per second through HTTP with binary tensors, against a bare loop of ONNX Runtime";
    }

    @Override
    public Report run(BenchContext context) throws Exception {
        StampedModel model = new StampedModel(MODEL, SEED);
        Path onnx = context.work().resolve("bare.onnx");
        model.write(1, onnx);
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        Report.Builder report = Report.of(name(), protocol(threads)).seed(SEED);
        try (BenchStack bench = BenchStack.start(context);
                StampedPublisher publisher = new StampedPublisher(model, bench.stack(), context.work());
                BareLoop bare = new BareLoop(onnx, ROWS, model.latent(), model.pixels(), threads)) {
            publisher.publish(1);
            bench.awaitVersion(MODEL, 1);
            URI server = bench.stack().service("inference");
            TensorRequest full = request(server, model, ROWS);
            TensorRequest single = request(server, model, 1);
            bare.run(WARM_UP);
            ClosedLoop.run(4, WARM_UP, full::send);
            ClosedLoop.run(4, WARM_UP, single::send);
            int best = sweep(report, context, full, ROWS);
            sweep(report, context, single, 1);
            paired(report, context, bare, full, best);
        }
        return report.build();
    }

    /**
     * Tells what each number of clients gets.
     *
     * @return the number that gets most
     */
    private static int sweep(Report.Builder report, BenchContext context, TensorRequest request, int rows)
            throws InterruptedException {
        Map<String, Object> table = new LinkedHashMap<>();
        int best = 0;
        double most = -1;
        for (int clients : CLIENTS) {
            ClosedLoop.Outcome outcome = ClosedLoop.run(clients, SWEEP, request::send);
            double samples = outcome.perSecond() * rows;
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("samplesPerSecond", samples);
            row.putAll(outcome.latencies().figures());
            row.put("failed", outcome.failed());
            table.put(clients + (clients == 1 ? " client" : " clients"), row);
            context.console()
                    .tell(clients + " clients with " + rows + " rows a request: " + Math.round(samples) + " samples/s");
            if (samples > most) {
                most = samples;
                best = clients;
            }
        }
        report.figure("sweep of " + rows + (rows == 1 ? " row a request" : " rows a request"), table);
        return best;
    }

    /** Bare and served by turns, so that what else the machine does meets both. */
    private static void paired(
            Report.Builder report, BenchContext context, BareLoop bare, TensorRequest request, int clients)
            throws Exception {
        List<Double> shares = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        List<Double> served = new ArrayList<>();
        int failed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            alone.add(bare.run(ROUND));
            ClosedLoop.Outcome outcome = ClosedLoop.run(clients, ROUND, request::send);
            served.add(outcome.perSecond() * ROWS);
            failed += outcome.failed();
            shares.add(served.get(round) / alone.get(round));
            context.console()
                    .tell("round " + (round + 1) + ": " + Math.round(served.get(round)) + " of "
                            + Math.round(alone.get(round)) + " samples/s");
        }
        report.figure("clients", clients)
                .figure("bareSamplesPerSecond", alone)
                .figure("servedSamplesPerSecond", served)
                .bar(Bar.exactly("failed requests", failed, 0))
                .bar(Bar.atLeast(
                        "samples per second, served over bare, median of " + ROUNDS + " pairs",
                        ResidentMemory.median(shares),
                        SHARE));
    }

    private static TensorRequest request(URI server, StampedModel model, int rows) {
        long[] pixels = model.pixels();
        return new TensorRequest(
                HttpClient.newHttpClient(),
                server,
                MODEL,
                rows,
                model.latent(),
                Math.toIntExact(pixels[0] * pixels[1] * pixels[2]));
    }

    private static String protocol(int threads) {
        return "a DCGAN generator (28x28 grey, width 32) in the inference service of a fresh local stack, " + threads
                + " thread(s) for operators both there and in the bare loop, which runs batches of " + ROWS
                + " on the same memory; clients on the same machine post binary tensors to /v2/models/{m}/infer and read"
                + " the answer whole. First each number of clients for " + SWEEP.toSeconds() + " s, then " + ROUNDS
                + " pairs of bare and served, " + ROUND.toSeconds() + " s each, with the best number of clients.";
    }
}
