package dev.gantry.benchmarks;

import dev.gantry.cli.stack.Circumstances;
import dev.gantry.cli.stack.LocalStack;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Something that goes wrong with a running platform.
 *
 * @param name     of the report's row
 * @param harmless whether sampling over HTTP must go on without a failure meanwhile
 */
record Fault(String name, boolean harmless, Happening happening) {
    private static final Duration OUTAGE = Duration.ofMinutes(2);
    private static final Duration RESTART = Duration.ofSeconds(5);
    private static final Duration SPELL = Duration.ofSeconds(45);
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final Duration STORE_DELAY = Duration.ofMillis(200);
    private static final int STORE_BYTES_PER_SECOND = 1 << 20;
    private static final int CACHE_MEBIBYTES = 16;

    /** What happens, until everything is as before, but for what has to come back by itself. */
    @FunctionalInterface
    interface Happening {
        void happen(FaultStage stage) throws IOException, InterruptedException;
    }

    static List<Fault> all() {
        return List.of(
                away("broker restarted", LocalStack.KAFKA, RESTART),
                away("store away for two minutes", LocalStack.OBJECT_STORE, OUTAGE),
                killed("trainer", true),
                killed("detector", true),
                killed("inference", false),
                killed("gateway", false),
                new Fault("disk full in the model cache", false, Fault::diskFull),
                new Fault("clocks a minute off", false, Fault::clocksOff),
                new Fault("slow store", false, Fault::slowStore));
    }

    private static Fault away(String name, String process, Duration time) {
        return new Fault(name, true, stage -> {
            stage.bench().stack().stop(process);
            Thread.sleep(time.toMillis());
            stage.over();
            stage.bench().startAgain(process, Circumstances.USUAL);
        });
    }

    /** Whatever watches over services starts a dead one again at once. */
    private static Fault killed(String service, boolean harmless) {
        return new Fault(service + " killed", harmless, stage -> {
            stage.bench().stack().kill(service);
            stage.over();
            stage.bench().startAgain(service, Circumstances.USUAL);
        });
    }

    /** The disk is a small one that only the service's process sees; a version that does not fit on it comes out meanwhile. */
    private static void diskFull(FaultStage stage) throws IOException, InterruptedException {
        BenchStack bench = stage.bench();
        Path cache = Files.createDirectories(stage.work().resolve("small-disk"));
        String mount = "mount -t tmpfs -o size=" + CACHE_MEBIBYTES + "m tmpfs \"$0\" && exec \"$@\"";
        bench.restart(
                "inference",
                new Circumstances(
                        List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, cache.toString()),
                        Map.of("GANTRY_INFERENCE_CACHE_DIRECTORY", cache.toString())));
        Path disk = Path.of("/proc", String.valueOf(bench.pid("inference")), "root")
                .resolve(Path.of("/").relativize(cache));
        Path filler = disk.resolve("filler");
        fill(filler);
        int version = stage.publishNext();
        Thread.sleep(SPELL.toMillis());
        stage.requireStillServing(version - 1);
        Files.delete(filler);
        stage.over();
        stage.awaitServing(version);
        bench.restart("inference", Circumstances.USUAL);
    }

    private static void fill(Path filler) throws IOException {
        try (var out = Files.newOutputStream(filler)) {
            byte[] block = new byte[4096];
            for (int written = 0; written <= CACHE_MEBIBYTES << 20; written += block.length) {
                out.write(block);
            }
        } catch (IOException full) {
            return;
        }
        throw new IOException("the small disk did not fill up: is it mounted?");
    }

    private static void clocksOff(FaultStage stage) throws InterruptedException {
        BenchStack bench = stage.bench();
        bench.restart("trainer", clock("+"));
        bench.restart("detector", clock("+"));
        bench.restart("inference", clock("-"));
        Thread.sleep(SPELL.toMillis());
        stage.over();
        for (String service : List.of("trainer", "detector", "inference")) {
            bench.restart(service, Circumstances.USUAL);
        }
    }

    private static Circumstances clock(String sign) {
        // Waits are left as they are: a fix that faketime has for other programs makes those of the virtual machine end
        // at once.
        return new Circumstances(
                List.of("faketime", "-f", sign + SKEW.toSeconds() + "s"),
                Map.of("DONT_FAKE_MONOTONIC", "1", "FAKETIME_FORCE_MONOTONIC_FIX", "0"));
    }

    private static void slowStore(FaultStage stage) throws IOException, InterruptedException {
        BenchStack bench = stage.bench();
        var store = bench.stack().store().endpoint();
        try (SlowProxy proxy = new SlowProxy(
                new InetSocketAddress(store.getHost(), store.getPort()), STORE_DELAY, STORE_BYTES_PER_SECOND)) {
            Circumstances slow =
                    new Circumstances(List.of(), Map.of("GANTRY_STORE_ENDPOINT", "http://127.0.0.1:" + proxy.port()));
            for (String service : BenchStack.SERVICES) {
                bench.restart(service, slow);
            }
            Thread.sleep(SPELL.toMillis());
            stage.over();
            for (String service : BenchStack.SERVICES) {
                bench.restart(service, Circumstances.USUAL);
            }
        }
    }
}
