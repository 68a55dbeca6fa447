package dev.gantry.gateway.auth;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a caller shows of itself.
 *
 * @param bearer after {@code Authorization: Bearer}
 * @param apiKey of the header {@code X-API-Key}
 */
public record Credentials(Optional<String> bearer, Optional<String> apiKey) {
    private static final String SCHEME = "Bearer ";

    /** @param headers gives the value of a header, or null */
    public static Credentials of(Function<String, @Nullable String> headers) {
        return new Credentials(
                Optional.ofNullable(headers.apply("Authorization"))
                        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                        .map(value -> value.substring(SCHEME.length()).strip())
                        .filter(value -> !value.isEmpty()),
                Optional.ofNullable(headers.apply("X-API-Key")));
    }

    /** The key, in whichever header. */
    Optional<String> key() {
        return bearer.or(() -> apiKey);
    }

    @Override
    public String toString() {
        return "Credentials[]";
    }
}
