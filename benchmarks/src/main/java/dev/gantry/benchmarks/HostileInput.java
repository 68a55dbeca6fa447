package dev.gantry.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A request that nobody would send in good faith.
 *
 * @param name      of the kind
 * @param method    of HTTP
 * @param path      and query
 * @param mediaType that the body is said to have
 * @param body      made anew each time
 * @param answer    that is wanted
 * @param sender    absent: the operator, to the gateway
 */
record HostileInput(
        String name, String method, String path, String mediaType, Body body, Answer answer, Optional<Sender> sender) {
    static final String JSON = "application/json";

    HostileInput(String name, String method, String path, String mediaType, Body body, Answer answer) {
        this(name, method, path, mediaType, body, answer, Optional.empty());
    }

    /**
     * Who sends a request, and to whom.
     *
     * @param service     {@code gateway}, or one behind it
     * @param credentials headers, made anew each time since they may not hold for long
     */
    record Sender(String service, Supplier<Map<String, String>> credentials) {}

    /** What a service should make of a request. */
    enum Answer {
        /** 4xx, with the reason in problem details or, below {@code /v2}, as {@code {"error": …}}. */
        REFUSED,
        /** Nothing is wrong with the picture itself, and what is packed beside it stays packed. */
        HARMLESS
    }

    /** Makes a body. */
    @FunctionalInterface
    interface Body {
        byte[] bytes() throws IOException;
    }

    /** Every kind that the operator sends. */
    static List<HostileInput> all(String model) {
        return Stream.of(HostilePictures.all(), HostileFrames.all(), HostileJson.all(model), HostilePaths.all(model))
                .flatMap(List::stream)
                .toList();
    }

    static HostileInput post(String name, String path, Body body) {
        return new HostileInput(name, "POST", path, JSON, body, Answer.REFUSED);
    }
}
