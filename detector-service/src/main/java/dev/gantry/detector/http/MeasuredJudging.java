package dev.gantry.detector.http;

import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.detector.judge.DetectorMetrics;
import dev.gantry.detector.judge.DetectorMetrics.Source;
import dev.gantry.detector.judge.JudgingPool;
import dev.gantry.detector.judge.VerdictLog;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Judges what comes by HTTP on the pool's threads, measures that and tells the verdicts on their topic. */
@Singleton
final class MeasuredJudging {
    private final JudgingPool pool;
    private final DetectorMetrics metrics;
    private final VerdictLog verdicts;

    MeasuredJudging(JudgingPool pool, DetectorMetrics metrics, VerdictLog verdicts) {
        this.pool = pool;
        this.metrics = metrics;
        this.verdicts = verdicts;
    }

    /** @return fails with what the judge throws, or rejected, {@code too-many-requests}, if too much is waiting */
    CompletableFuture<Verdict> judge(Supplier<Verdict> judge) {
        long started = System.nanoTime();
        return submit(() -> {
            Verdict verdict = judge.get();
            metrics.answered(Source.HTTP, verdict, started);
            verdicts.tell(verdict);
            return verdict;
        });
    }

    /** Does other work than judging; only what is rejected is counted. Fails as {@link #judge} does. */
    <T> CompletableFuture<T> submit(Supplier<T> work) {
        try {
            return pool.submit(() -> counted(work));
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
