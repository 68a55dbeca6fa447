package dev.gantry.platform.queue;

import dev.gantry.contracts.Failure.Rejected;
import dev.gantry.contracts.Headers;
import dev.gantry.contracts.Violation;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The attributes of a record as <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">a
 * CloudEvent in binary mode</a>. A record may do without them; those that it has must be right.
 */
public final class EventAttributes {
    private static final String JSON = "application/json";
    private static final String VERSION = "1.0";
    private static final List<String> REQUIRED = List.of(Headers.CE_ID, Headers.CE_SOURCE, Headers.CE_TYPE);
    private static final int MAX_CHARS = 1024;

    private EventAttributes() {}

    /**
     * @throws dev.gantry.contracts.GantryException rejected: {@code invalid-request}, naming the header at fault, or {@code
     *     unsupported-media-type}
     */
    public static void check(ConsumerRecord<?, ?> record) {
        Task.header(record, Headers.CONTENT_TYPE).ifPresent(EventAttributes::checkMedia);
        Optional<String> version = Task.header(record, Headers.CE_SPECVERSION);
        version.filter(other -> !other.equals(VERSION)).ifPresent(other -> {
            throw Rejected.invalidField(Headers.CE_SPECVERSION, other, "must be " + VERSION)
                    .asException();
        });
        for (String name : REQUIRED) {
            Optional<String> value = Task.header(record, name);
            if (value.isPresent() ? !isText(value.get()) : version.isPresent()) {
                throw Rejected.invalidField(
                                name,
                                value.map(text -> text.length() + " characters").orElse(Violation.ABSENT),
                                "must be 1 to " + MAX_CHARS + " characters, none of them a control character")
                        .asException();
            }
        }
    }

    private static void checkMedia(String type) {
        String media = type.split(";", 2)[0].strip();
        if (!media.equalsIgnoreCase(JSON)) {
            throw new Rejected(
                            Rejected.UNSUPPORTED_MEDIA,
                            "the header content-type must be " + JSON
                                    + ": attributes of a CloudEvent are headers here (binary mode)")
                    .asException();
        }
    }

    private static boolean isText(String value) {
        return !value.isEmpty() && value.length() <= MAX_CHARS && value.chars().noneMatch(Character::isISOControl);
    }
}
