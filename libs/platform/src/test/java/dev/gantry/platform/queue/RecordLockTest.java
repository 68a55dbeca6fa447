package dev.gantry.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.testkit.EmbeddedKafka;
import dev.gantry.testkit.UniqueName;
import dev.gantry.testkit.WithKafka;
import java.time.Duration;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@WithKafka
class RecordLockTest {
    private static final Duration LOCK = Duration.ofMillis(1500);

    @Test
    void lapsedLockIsRegainedWhileNobodyElseHasTheRecord(EmbeddedKafka kafka, @UniqueName String topic)
            throws Exception {
        try (QueueFixture queue = new QueueFixture(kafka.bootstrapServers(), topic, LOCK, 5);
                Member member = new Member(kafka.bootstrapServers(), topic)) {
            queue.send("job");
            RecordLock lock = lockOn(member.take());
            Thread.sleep(LOCK.multipliedBy(2).toMillis());

            lock.tend(member.consumer());
            for (int i = 0; i < 20 && lock.state() == RecordLock.State.UNCONFIRMED; i++) {
                lock.tend(member.consumer());
            }
            assertThat(lock.state()).isEqualTo(RecordLock.State.HELD);
            assertThat(lock.end(member.consumer(), AcknowledgeType.ACCEPT)).isTrue();
        }
    }

    @Test
    void lockIsLostOnceAnotherMemberHasTheRecord(EmbeddedKafka kafka, @UniqueName String topic) throws Exception {
        try (QueueFixture queue = new QueueFixture(kafka.bootstrapServers(), topic, LOCK, 5);
                Member slow = new Member(kafka.bootstrapServers(), topic);
                Member other = new Member(kafka.bootstrapServers(), topic)) {
            queue.send("job");
            ConsumerRecord<byte[], byte[]> taken = slow.take();
            RecordLock lock = lockOn(taken);

            assertThat(other.take().offset()).isEqualTo(taken.offset());
            lock.tend(slow.consumer());
            for (int i = 0; i < 20 && lock.state() == RecordLock.State.UNCONFIRMED; i++) {
                other.renew();
                lock.tend(slow.consumer());
            }
            assertThat(lock.state()).isEqualTo(RecordLock.State.LOST);
        }
    }

    @Test
    void renewedLockStaysHeldAndDeliveredOnce(EmbeddedKafka kafka, @UniqueName String topic) throws Exception {
        try (QueueFixture queue = new QueueFixture(kafka.bootstrapServers(), topic, LOCK, 5);
                Member member = new Member(kafka.bootstrapServers(), topic)) {
            queue.send("job");
            ConsumerRecord<byte[], byte[]> record = member.take();
            RecordLock lock = lockOn(record);
            long end = System.nanoTime() + LOCK.multipliedBy(3).toNanos();
            while (System.nanoTime() < end) {
                lock.tend(member.consumer());
                assertThat(lock.state()).isEqualTo(RecordLock.State.HELD);
                Thread.sleep(50);
            }
            assertThat(record.deliveryCount()).contains((short) 1);
            assertThat(lock.end(member.consumer(), AcknowledgeType.ACCEPT)).isTrue();
        }
    }

    private static RecordLock lockOn(ConsumerRecord<byte[], byte[]> record) {
        return new RecordLock(Execution.ended(record, new Ending.Accept()), LOCK);
    }
}
