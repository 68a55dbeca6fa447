package dev.gantry.benchmarks;

import dev.gantry.cli.stack.LocalStack;
import dev.gantry.platform.models.PublishedVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Does to a running platform what can go wrong with versions, and keeps what came of it. */
final class BadCheckpointTrial {
    /** Events of a version that is live already. */
    static final int DUPLICATES = 10;

    private static final Duration CATCH_LIMIT = Duration.ofSeconds(30);
    private static final Duration HEAL_LIMIT = Duration.ofMinutes(1);
    /** How long the object store is away. */
    static final Duration OUTAGE = Duration.ofMinutes(2);

    private static final int MAX_SECONDS = 30;

    private final BenchContext context;
    private final BenchStack bench;
    private final StampedPublisher publisher;
    private final SamplingLoad load;
    private final InferenceClient server;
    /** What was found of each kind. */
    private final Map<String, Map<String, Object>> kinds = new LinkedHashMap<>();

    private int version = 1;
    private int caught;
    private int healed;
    private double lostEventSeconds;
    private double outageSeconds;
    private int extraLoads;

    BadCheckpointTrial(
            BenchContext context,
            BenchStack bench,
            StampedPublisher publisher,
            SamplingLoad load,
            InferenceClient server) {
        this.context = context;
        this.bench = bench;
        this.publisher = publisher;
        this.load = load;
        this.server = server;
    }

    void badVersion(BadVersion kind) throws IOException, InterruptedException {
        OptionalInt before = server.live();
        VersionDraft draft = publisher.draft(++version);
        publisher.publish(draft, kind.spoil().objects(draft));
        boolean quarantined =
                bench.await(CATCH_LIMIT, () -> server.quarantineCode(version).isPresent());
        Optional<String> code = server.quarantineCode(version);
        boolean servesOn = server.live().equals(before);
        publisher.repair(draft);
        double seconds = secondsUntilLive();
        boolean rightly = quarantined && code.equals(Optional.of(kind.code())) && servesOn;
        caught += rightly ? 1 : 0;
        healed += Double.isFinite(seconds) ? 1 : 0;
        kinds.put(kind.name(), Map.of("code", code.orElse("none"), "secondsUntilHealed", seconds));
        context.console().tell(kind.name() + ": " + kinds.get(kind.name()));
    }

    void lostEvent() throws IOException, InterruptedException {
        publisher.store(++version);
        lostEventSeconds = secondsUntilLive();
        context.console().tell("An event was lost: live after " + lostEventSeconds + " s");
    }

    /** Events of one model come in order, so that the next version is live once the duplicates have been seen. */
    void duplicateEvents() throws IOException, InterruptedException {
        PublishedVersion published = publisher.store(++version);
        publisher.announce(published);
        bench.awaitVersion(load, version);
        int swaps = server.swaps();
        for (int i = 0; i < DUPLICATES; i++) {
            publisher.announce(published);
        }
        publisher.publish(++version);
        bench.awaitVersion(load, version);
        extraLoads = server.swaps() - swaps - 1;
    }

    void outage() throws IOException, InterruptedException {
        context.console().tell("The object store is away for " + OUTAGE.toSeconds() + " s");
        bench.without(LocalStack.OBJECT_STORE, OUTAGE);
        publisher.publish(++version);
        outageSeconds = secondsUntilLive();
        context.console().tell("The next version is live " + outageSeconds + " s after the store came back");
    }

    /** Infinite when it takes too long. */
    private double secondsUntilLive() throws InterruptedException {
        long begun = System.nanoTime();
        return bench.await(HEAL_LIMIT, () -> load.newest() >= version)
                ? (System.nanoTime() - begun) / 1e9
                : Double.POSITIVE_INFINITY;
    }

    /** Adds everything that was found. */
    void tell(Report.Builder report) {
        int all = BadVersion.all().size();
        kinds.forEach(report::figure);
        report.bar(Bar.exactly("kinds caught with the right reason, of " + all, caught, all))
                .bar(Bar.exactly("kinds healed, of " + all, healed, all))
                .bar(Bar.atMost("seconds until a version without an event is live", lostEventSeconds, MAX_SECONDS))
                .bar(Bar.exactly("loads by " + DUPLICATES + " doubled events", extraLoads, 0))
                .bar(Bar.atMost(
                        "seconds until the first version after the store's return is live",
                        outageSeconds,
                        MAX_SECONDS));
    }
}
