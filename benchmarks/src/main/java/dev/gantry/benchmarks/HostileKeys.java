package dev.gantry.benchmarks;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.access.AccessDocument;
import dev.gantry.contracts.access.AccessDocument.Limits;
import dev.gantry.contracts.access.AccessDocument.Tenant;
import dev.gantry.contracts.access.Scope;
import dev.gantry.platform.store.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Keys of a tenant that owns nothing that is there.
 *
 * @param full    may do everything with what is the tenant's own
 * @param looking may only look
 * @param expired held once
 */
record HostileKeys(String full, String looking, String expired) {
    /** What the names of the tenant's models and jobs begin with. */
    static final String PREFIX = "elsewhere-";

    private static final String TENANT = "elsewhere";
    private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");

    static HostileKeys generate() {
        return new HostileKeys(random(), random(), random());
    }

    /** Lets the gateway know them. */
    void write(Path file) throws IOException {
        Set<Scope> all = EnumSet.allOf(Scope.class);
        AccessDocument document = new AccessDocument(
                List.of(new Tenant(TENANT, List.of(PREFIX), List.of("s3://gantry/data/elsewhere/"), Limits.NONE)),
                List.of(
                        key("full", full, all, Optional.empty()),
                        key("looking", looking, Set.of(), Optional.empty()),
                        key("expired", expired, all, Optional.of(PAST))));
        Files.write(file, Json.bytes(document));
    }

    private static AccessDocument.Key key(String id, String key, Set<Scope> scopes, Optional<Instant> expires) {
        return new AccessDocument.Key(
                id, Optional.of(TENANT), Sha256.of(key.getBytes(StandardCharsets.UTF_8)), scopes, expires);
    }

    private static String random() {
        return UUID.randomUUID().toString() + UUID.randomUUID();
    }
}
