package dev.gantry.detector.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.platform.tracing.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class JudgingPoolTest {

    @Test
    void aSlowPictureLeavesTheOtherThreadsFree() {
        CompletableFuture<String> never = new CompletableFuture<>();
        JudgingPool pool = new JudgingPool(2, 10);

        CompletableFuture<String> slow = pool.submit(never::join);

        for (int i = 0; i < 20; i++) {
            assertThat(pool.submit(() -> "done").join()).isEqualTo("done");
        }
        assertThat(slow).isNotDone();
        never.complete("late");
        assertThat(slow.join()).isEqualTo("late");
        pool.close();
    }

    @Test
    void moreThanMayWaitIsRefusedAtOnce() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<String> never = new CompletableFuture<>();
        JudgingPool pool = new JudgingPool(1, 1);
        CompletableFuture<String> first = pool.submit(() -> {
            running.countDown();
            return never.join();
        });
        running.await();
        CompletableFuture<String> waiting = pool.submit(() -> "waited");

        assertThatExceptionOfType(GantryException.class)
                .isThrownBy(() -> pool.submit(() -> "refused"))
                .satisfies(e -> assertThat(e.failure().code()).isEqualTo(Failure.Rejected.TOO_MANY));
        never.complete("first");
        assertThat(first.join()).isEqualTo("first");
        assertThat(waiting.join()).isEqualTo("waited");
        pool.close();
    }

    @Test
    void whatIsLoggedOfAPictureNamesTheTraceOfItsRequestAndOnlyThat() {
        SpanContext trace = SpanContext.createFromRemoteParent(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.getDefault());
        JudgingPool pool = new JudgingPool(1, 10);

        CompletableFuture<String> traced = TraceContext.within(
                Context.root().with(Span.wrap(trace)), () -> pool.submit(() -> String.valueOf(MDC.get("trace"))));

        assertThat(traced.join()).isEqualTo(" traceId=0af7651916cd43dd8448eb211c80319c");
        assertThat(pool.submit(() -> String.valueOf(MDC.get("trace"))).join()).isEqualTo("null");
        pool.close();
    }
}
