package dev.gantry.gateway.auth;

import dev.gantry.contracts.access.AccessDocument.Limits;
import dev.gantry.contracts.access.Scope;
import dev.gantry.service.callers.Reach;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who makes a request.
 *
 * @param name    in audit events and logs
 * @param tenant  whom it belongs to; absent: the operator
 * @param expires from when it is refused; absent: never
 * @param reach   the names that belong to it
 * @param limits  of its tenant
 */
public record Caller(
        String name,
        Optional<String> tenant,
        Set<Scope> scopes,
        Optional<Instant> expires,
        Reach reach,
        Limits limits) {
    /** Who holds a key that stands in {@code gantry.gateway.api-key} or its file. */
    public static final Caller OPERATOR = new Caller(
            "operator", Optional.empty(), EnumSet.allOf(Scope.class), Optional.empty(), Reach.EVERYTHING, Limits.NONE);

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    boolean expired(Instant now) {
        return expires.filter(end -> !now.isBefore(end)).isPresent();
    }
}
