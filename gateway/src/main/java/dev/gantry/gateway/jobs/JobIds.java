package dev.gantry.gateway.jobs;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names jobs whose requests do not, so that people can tell them apart: {@code fashion-20261122-113005-9f3a1c}. */
final class JobIds {
    private static final int MAX_MODEL_CHARS = 40;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();

    private JobIds() {}

    static String next(String model, Instant now) {
        String stem = model.length() <= MAX_MODEL_CHARS ? model : model.substring(0, MAX_MODEL_CHARS);
        return "%s-%s-%06x".formatted(stem, TIME.format(now), RANDOM.nextInt(1 << 24));
    }
}
