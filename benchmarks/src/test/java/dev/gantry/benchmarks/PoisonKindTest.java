package dev.gantry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.platform.queue.EventAttributes;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoisonKindTest {
    static List<PoisonKind> kinds() {
        return PoisonKind.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindIsRefusedForItsOwnFault(PoisonKind kind) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("topic", 0, 0, new byte[0], kind.bytes());
        kind.header().ifPresent(record.headers()::add);

        GantryException refusal = catchThrowableOfType(GantryException.class, () -> {
            EventAttributes.check(record);
            TrainingRequest.CONTRACT.decode(record.value());
        });

        assertThat(refusal).isNotNull();
        assertThat(refusal.failure().code()).isEqualTo(kind.reason());
        assertThat(refusal.failure().message()).contains(kind.fault());
    }

    @Test
    void kindsDiffer() {
        assertThat(kinds()).extracting(PoisonKind::name).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(20);
        assertThat(kinds()).extracting(PoisonKind::value, PoisonKind::header).doesNotHaveDuplicates();
    }
}
