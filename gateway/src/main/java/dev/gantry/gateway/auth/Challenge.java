package dev.gantry.gateway.auth;

import dev.gantry.contracts.Failure;
import java.util.Map;

/** What a caller who is not known is told in headers, by RFC 9110 and RFC 6750. */
final class Challenge {
    private static final String BEARER = "Bearer realm=\"gantry\"";

    /** As long as a question to the issuer of tokens takes at most. */
    private static final String SECONDS = "5";

    private Challenge() {}

    static Map<String, String> headers(Failure failure) {
        if (failure instanceof Failure.Retryable) {
            return Map.of("Retry-After", SECONDS);
        }
        return switch (failure.code()) {
            case Failure.Rejected.UNAUTHORIZED -> Map.of("WWW-Authenticate", BEARER);
            case Failure.Rejected.INVALID_TOKEN ->
                Map.of(
                        "WWW-Authenticate",
                        BEARER + ", error=\"invalid_token\", error_description=\"" + failure.message() + "\"");
            default -> Map.of();
        };
    }
}
