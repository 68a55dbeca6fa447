package dev.gantry.detector.http;

import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.detector.judge.DetectorMetrics;
import dev.gantry.detector.judge.DetectorMetrics.Source;
import dev.gantry.detector.judge.JudgingPool;
import dev.gantry.detector.judge.JudgingPool.Lane;
import dev.gantry.detector.judge.VerdictLog;
import dev.gantry.serving.session.Deadline;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Judges what comes by HTTP on the pool's threads, measures that and tells the verdicts on their topic. */
@Singleton
final class MeasuredJudging {
    private final JudgingPool pool;
    private final DetectorMetrics metrics;
    private final VerdictLog verdicts;
    private final DetectorConfig config;

    MeasuredJudging(JudgingPool pool, DetectorMetrics metrics, VerdictLog verdicts, DetectorConfig config) {
        this.pool = pool;
        this.metrics = metrics;
        this.verdicts = verdicts;
        this.config = config;
    }

    /**
     * Judges a picture.
     *
     * @param judge gets the time until which the verdict is waited for, from now on
     * @return fails with what the judge throws; rejected, {@code too-many-requests}, if too much is waiting; retryable, {@code
     *     deadline-exceeded}, if that takes too long
     */
    CompletableFuture<Verdict> judge(Function<Deadline, Verdict> judge) {
        long started = System.nanoTime();
        return submit(Lane.PICTURES, config.deadline(), deadline -> {
            Verdict verdict = judge.apply(deadline);
            metrics.answered(Source.HTTP, verdict, started);
            verdicts.tell(verdict);
            return verdict;
        });
    }

    /** Does other work than judging; only what is rejected is counted. Fails as {@link #judge} does. */
    <T> CompletableFuture<T> submit(Lane lane, Duration time, Function<Deadline, T> work) {
        Deadline deadline = Deadline.in(time);
        try {
            return pool.submit(lane, deadline, () -> counted(() -> work.apply(deadline)));
        } catch (GantryException e) {
            metrics.rejected(Source.HTTP, e.failure());
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T> T counted(Supplier<T> work) {
        try {
            return work.get();
        } catch (GantryException e) {
            metrics.rejected(Source.HTTP, e.failure());
            throw e;
        }
    }
}
