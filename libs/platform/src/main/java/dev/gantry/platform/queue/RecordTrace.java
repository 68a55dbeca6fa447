package dev.gantry.platform.queue;

import dev.gantry.platform.tracing.TraceContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The trace that a record's headers name. */
final class RecordTrace {
    private static final TextMapGetter<ConsumerRecord<?, ?>> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(ConsumerRecord<?, ?> record) {
            return List.of();
        }

        @Override
        public @Nullable String get(@Nullable ConsumerRecord<?, ?> record, String name) {
            return record == null ? null : Task.header(record, name).orElse(null);
        }
    };

    private RecordTrace() {}

    /** The root context if they name none. */
    static Context of(ConsumerRecord<?, ?> record) {
        return TraceContext.extract(record, HEADERS);
    }
}
