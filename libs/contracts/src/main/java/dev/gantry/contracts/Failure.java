package dev.gantry.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Why something did not happen, and what to do about it. Every failure carries a stable code that programs may match. */
public sealed interface Failure {

    /** A stable, lower-case, hyphenated name of the kind of failure, for instance {@code malformed-json}. */
    String code();

    /** One sentence for people. */
    String message();

    /** This failure, ready to be thrown. */
    default GantryException asException() {
        return new GantryException(this);
    }

    /** May succeed when tried again: a store out of reach, a broker restarting. */
    record Retryable(String code, String message) implements Failure {}

    /** Will never succeed as it is: the request is at fault. */
    record Rejected(String code, String message, List<Violation> violations) implements Failure {
        public static final String MALFORMED_JSON = "malformed-json";
        public static final String INVALID_REQUEST = "invalid-request";
        public static final String UNAUTHORIZED = "unauthorized";
        public static final String INVALID_TOKEN = "invalid-token";
        public static final String FORBIDDEN = "forbidden";
        public static final String NOT_FOUND = "not-found";
        public static final String CONFLICT = "conflict";
        public static final String TOO_LARGE = "too-large";
        public static final String TOO_MANY = "too-many-requests";
        public static final String INSUFFICIENT_MEMORY = "insufficient-memory";
        public static final String UNSUPPORTED_MEDIA = "unsupported-media-type";

        public Rejected {
            violations = List.copyOf(violations);
        }

        public Rejected(String code, String message) {
            this(code, message, List.of());
        }

        /** The bytes are no JSON document; says where they stop being one, without repeating them. */
        public static Rejected malformedJson(IOException cause) {
            if (cause instanceof JsonProcessingException json && json.getLocation() != null) {
                return new Rejected(
                        MALFORMED_JSON,
                        "line " + json.getLocation().getLineNr() + ", column "
                                + json.getLocation().getColumnNr() + ": " + firstLine(json.getOriginalMessage()));
            }
            if (cause instanceof StreamConstraintsException limit) {
                return new Rejected(MALFORMED_JSON, firstLine(limit.getOriginalMessage()));
            }
            return new Rejected(MALFORMED_JSON, "the document ends too early or is not UTF-8 JSON");
        }

        /** The document is JSON but breaks its schema. */
        public static Rejected invalidRequest(List<Violation> violations) {
            return new Rejected(
                    INVALID_REQUEST,
                    violations.stream().map(Violation::sentence).collect(Collectors.joining("; ")),
                    violations);
        }

        /** One field is at fault. */
        public static Rejected invalidField(String field, String value, String accepted) {
            return invalidRequest(List.of(new Violation(field, value, accepted)));
        }

        private static String firstLine(String text) {
            int end = text.indexOf('\n');
            String line = end < 0 ? text : text.substring(0, end);
            return line.length() <= 200 ? line : line.substring(0, 200) + "…";
        }
    }

    /** The process cannot go on: wrong configuration, broken installation. */
    record Fatal(String code, String message) implements Failure {}
}
