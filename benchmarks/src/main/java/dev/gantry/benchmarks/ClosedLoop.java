package dev.gantry.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that each send their next request as soon as the last one is answered. */
final class ClosedLoop {
    private ClosedLoop() {}

    /** A request. */
    @FunctionalInterface
    interface Request {
        /** @return whether it was answered as it should be */
        boolean send() throws InterruptedException;
    }

    /**
     * What came of it.
     *
     * @param perSecond answered requests
     * @param failed    requests that were answered otherwise or not at all
     */
    record Outcome(double perSecond, int failed, Latencies latencies) {}

    static Outcome run(int clients, Duration time, Request request) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        long begun = System.nanoTime();
        try {
            List<Future<List<Double>>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> client(begun + time.toNanos(), request)));
            }
            List<Double> all = new ArrayList<>();
            for (Future<List<Double>> client : running) {
                all.addAll(client.get());
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            double[] answered = all.stream()
                    .filter(milliseconds -> !milliseconds.isNaN())
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            return new Outcome(answered.length / seconds, all.size() - answered.length, new Latencies(answered));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client broke", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Milliseconds of each request; not a number for those that failed. */
    private static List<Double> client(long end, Request request) throws InterruptedException {
        List<Double> times = new ArrayList<>();
        while (System.nanoTime() < end) {
            long sent = System.nanoTime();
            boolean answered = request.send();
            times.add(answered ? (System.nanoTime() - sent) / 1e6 : Double.NaN);
        }
        return times;
    }
}
