package dev.gantry.gateway.auth;

import java.time.Duration;

/**
 * A limit of a tenant's that is used up.
 *
 * @param quota   the field of the access document
 * @param limit   its value
 * @param opening in words, before the time
 * @param opensIn when a request may be made again
 */
public record Exhausted(String quota, long limit, String opening, Duration opensIn) {
    long seconds() {
        return Math.max(1, opensIn.plusNanos(999_999_999).toSeconds());
    }

    String sentence(String tenant) {
        return "the tenant " + tenant + " has used up its " + quota + ", " + limit + ": " + opening + " " + seconds()
                + " s";
    }
}
