package dev.gantry.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.Failure;
import dev.gantry.platform.kafka.ShareGroupSpec;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ExecutionTest {
    private static final WorkerSettings SETTINGS = new WorkerSettings(
            "topic", new ShareGroupSpec("group", Duration.ofSeconds(30)), 2, Duration.ofDays(1), Duration.ofSeconds(1));

    private final Task<String> task =
            new Task<>("message", new ConsumerRecord<>("topic", 0, 7, new byte[0], new byte[0]));

    @Test
    void rejectionThrownByTheHandlerBuriesTheRecord() throws Exception {
        Failure.Rejected reason = new Failure.Rejected("invalid-data", "no pictures");
        assertThat(ending(running -> {
                    throw reason.asException();
                }))
                .isEqualTo(new Ending.Bury(reason));
    }

    @Test
    void anyOtherExceptionIsRetriedAfterABackOffThatAStopCutsShort() throws Exception {
        CountDownLatch thrown = new CountDownLatch(1);
        Execution execution = start(running -> {
            thrown.countDown();
            throw new IllegalStateException("a fault of the handler");
        });
        assertThat(thrown.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(execution.awaitEnd(Duration.ofMillis(200))).isFalse();

        execution.requestStop(Task.StopRequest.CLOSING);
        assertThat(execution.awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(execution.ending()).isEqualTo(new Ending.Release());
    }

    @Test
    void firstReasonToStopStands() {
        task.requestStop(Task.StopRequest.LOST);
        task.requestStop(Task.StopRequest.CLOSING);
        assertThat(task.stopRequest()).contains(Task.StopRequest.LOST);
    }

    @Test
    void abandonedHandlerLeavesItsRecordReleased() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Execution execution = start(running -> {
            try {
                return never.await(1, TimeUnit.MINUTES) ? new Settlement.Done() : new Settlement.GiveBack();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        execution.abandon();
        never.countDown();
        assertThat(execution.ending()).isEqualTo(new Ending.Release());
    }

    private Ending ending(Handler<String> handler) throws InterruptedException {
        Execution execution = start(handler);
        assertThat(execution.awaitEnd(Duration.ofSeconds(10))).isTrue();
        return execution.ending();
    }

    private Execution start(Handler<String> handler) {
        return Execution.start(
                task, new SettlingHandler<>(handler), SETTINGS, work -> new Thread(work, "handler").start());
    }
}
