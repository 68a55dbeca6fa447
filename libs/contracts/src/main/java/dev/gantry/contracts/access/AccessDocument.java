package dev.gantry.contracts.access;

import dev.gantry.contracts.JsonContract;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Tenants and the keys of callers. Patterns and bounds stand in {@code schemas/AccessDocument.json}. */
public record AccessDocument(List<Tenant> tenants, List<Key> keys) {
    /** Larger documents are refused unread. */
    public static final int MAX_BYTES = 1 << 20;

    /** How documents are decoded and validated. */
    public static final JsonContract<AccessDocument> CONTRACT = JsonContract.of(AccessDocument.class, MAX_BYTES);

    public AccessDocument {
        tenants = List.copyOf(tenants);
        keys = List.copyOf(keys);
    }

    /**
     * Who shares the platform with others.
     *
     * @param models what the names of its models and jobs begin with
     * @param data   what the addresses of its data begin with
     * @param limits how much it may do
     */
    public record Tenant(String name, List<String> models, List<String> data, Limits limits) {
        public Tenant {
            models = List.copyOf(models);
            data = List.copyOf(data);
        }
    }

    /**
     * How much a tenant may do; what is absent is not limited.
     *
     * @param jobsAtOnce        that have not ended
     * @param requestsPerMinute of all its callers
     * @param imagesPerMinute   that are sampled or judged; points too
     * @param bytesPerDay       of bodies both ways, in a day of UTC
     */
    public record Limits(
            OptionalInt jobsAtOnce,
            OptionalInt requestsPerMinute,
            OptionalInt imagesPerMinute,
            OptionalLong bytesPerDay) {
        /** No limits. */
        public static final Limits NONE =
                new Limits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty());
    }

    /**
     * A key of a caller; the key itself is not here.
     *
     * @param id      what the caller is called in audit events
     * @param tenant  whom it belongs to; absent: to the operator, and reaches every tenant's things
     * @param sha256  of the key's bytes in UTF-8
     * @param expires from when it is refused; absent: never
     */
    public record Key(String id, Optional<String> tenant, String sha256, Set<Scope> scopes, Optional<Instant> expires) {
        public Key {
            scopes = Set.copyOf(scopes);
        }
    }
}
