package dev.gantry.detector.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.detector.judge.JudgingPool.Lane;
import dev.gantry.platform.tracing.TraceContext;
import dev.gantry.serving.session.Deadline;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JudgingPoolTest {
    private static final Deadline LATE = Deadline.in(Duration.ofHours(1));

    private final CompletableFuture<String> never = new CompletableFuture<>();
    private JudgingPool pool = new JudgingPool(2, 10);

    @AfterEach
    void close() {
        never.complete("late");
        pool.close();
    }

    @Test
    void aSlowPictureLeavesTheOtherThreadsFree() {
        CompletableFuture<String> slow = pool.submit(Lane.PICTURES, LATE, never::join);

        for (int i = 0; i < 20; i++) {
            assertThat(pool.submit(Lane.PICTURES, LATE, () -> "done").join()).isEqualTo("done");
        }
        assertThat(slow).isNotDone();
        never.complete("late");
        assertThat(slow.join()).isEqualTo("late");
    }

    @Test
    void slowAnimationsAndHeatmapsKeepNoPictureWaiting() {
        pool = new JudgingPool(2, 40);
        IntStream.range(0, 5).forEach(i -> {
            var frames = pool.submit(Lane.FRAMES, LATE, never::join);
            var heatmap = pool.submit(Lane.HEATMAPS, LATE, never::join);
            assertThat(frames).isNotDone();
            assertThat(heatmap).isNotDone();
        });

        assertThat(pool.submit(Lane.PICTURES, LATE, () -> "done").join()).isEqualTo("done");
    }

    @Test
    void whatWaitsBeyondItsDeadlineIsNotBegun() throws InterruptedException {
        pool = new JudgingPool(1, 10);
        CompletableFuture<String> slow = pool.submit(Lane.PICTURES, LATE, never::join);
        Deadline soon = Deadline.in(Duration.ofMillis(50));
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Boolean> waiting = pool.submit(Lane.PICTURES, soon, () -> begun.complete(null));
        while (!soon.expired()) {
            Thread.sleep(10);
        }
        never.complete("late");

        assertThat(slow.join()).isEqualTo("late");
        assertThatThrownBy(waiting::join)
                .hasRootCauseMessage("deadline-exceeded: too much was waiting: try again later");
        assertThat(begun).isNotDone();
    }

    @Test
    void moreThanMayWaitIsRefusedAtOnce() throws InterruptedException {
        pool = new JudgingPool(1, 1);
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<String> first = pool.submit(Lane.PICTURES, LATE, () -> {
            running.countDown();
            return never.join();
        });
        running.await();
        CompletableFuture<String> waiting = pool.submit(Lane.PICTURES, LATE, () -> "waited");

        assertThatExceptionOfType(GantryException.class)
                .isThrownBy(() -> pool.submit(Lane.PICTURES, LATE, () -> "refused"))
                .withMessage("too-many-requests: 1 pictures are waiting already: try again later")
                .satisfies(e -> assertThat(e.failure().code()).isEqualTo(Failure.Rejected.TOO_MANY));
        never.complete("first");
        assertThat(first.join()).isEqualTo("first");
        assertThat(waiting.join()).isEqualTo("waited");
    }

    @Test
    void whatIsLoggedOfAPictureNamesTheTraceOfItsRequestAndOnlyThat() {
        SpanContext trace = SpanContext.createFromRemoteParent(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.getDefault());
        pool = new JudgingPool(1, 10);

        CompletableFuture<String> traced = TraceContext.within(
                Context.root().with(Span.wrap(trace)),
                () -> pool.submit(Lane.PICTURES, LATE, JudgingPoolTest::loggedTrace));

        assertThat(traced.join()).isEqualTo(" traceId=0af7651916cd43dd8448eb211c80319c");
        assertThat(pool.submit(Lane.PICTURES, LATE, JudgingPoolTest::loggedTrace)
                        .join())
                .isEqualTo("null");
    }

    private static String loggedTrace() {
        return String.valueOf(MDC.get("trace"));
    }
}
