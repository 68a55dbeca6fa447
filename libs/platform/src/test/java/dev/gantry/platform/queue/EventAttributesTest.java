package dev.gantry.platform.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.CloudEvent;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventAttributesTest {
    private final ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("topic", 0, 0, new byte[0], new byte[0]);

    @Test
    void aRecordMayDoWithoutThemOrHaveThoseOfOurOwnEvents() {
        assertThatCode(() -> EventAttributes.check(record)).doesNotThrowAnyException();

        new CloudEvent("1", "/gantry/test", "test", Instant.EPOCH)
                .headers()
                .forEach((name, value) -> with(name, value));
        assertThatCode(() -> EventAttributes.check(record)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ce_specversion | 2.0                                 | ce_specversion is 2.0: must be 1.0
            ce_specversion | 1.0                                 | ce_id is (absent): must be 1 to 1024 characters
            ce_id          | ''                                  | ce_id is 0 characters: must be 1 to 1024 characters
            ce_source      | 'a\tb'                              | ce_source is 3 characters: must be
            content-type   | application/cloudevents+json        | content-type must be application/json
            content-type   | text/plain; charset=utf-8           | content-type must be application/json
            """)
    void thoseThatAreThereMustBeRight(String name, String value, String message) {
        with(name, value);

        assertThatThrownBy(() -> EventAttributes.check(record)).hasMessageContaining(message);
    }

    @Test
    void hugeOnesAreNotRepeated() {
        with("ce_type", "x".repeat(100_000));

        assertThatThrownBy(() -> EventAttributes.check(record)).hasMessageContaining("ce_type is 100000 characters");
    }

    private void with(String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
