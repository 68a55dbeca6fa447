package dev.gantry.gateway.auth;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.Violation;
import dev.gantry.contracts.access.AccessDocument;
import dev.gantry.contracts.access.AccessDocument.Limits;
import dev.gantry.contracts.access.AccessDocument.Tenant;
import dev.gantry.service.callers.Reach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tenants and callers as an access document names them. */
record AccessBook(Map<String, Tenant> tenants, KeyRing keys) {
    /** Of a gateway without such a document. */
    static final AccessBook EMPTY = new AccessBook(Map.of(), new KeyRing(List.of()));

    AccessBook {
        tenants = Map.copyOf(tenants);
    }

    /**
     * @throws dev.gantry.contracts.GantryException rejected, naming each field at fault, if the document breaks its schema or
     *     contradicts itself
     */
    static AccessBook read(byte[] json) {
        AccessDocument document = AccessDocument.CONTRACT.decode(json);
        List<Violation> violations = new ArrayList<>();
        Map<String, Tenant> tenants = tenants(document.tenants(), violations);
        List<KeyRing.Entry> entries = keys(document.keys(), tenants, violations);
        if (!violations.isEmpty()) {
            throw Failure.Rejected.invalidRequest(violations).asException();
        }
        return new AccessBook(tenants, new KeyRing(entries));
    }

    /** What belongs to a tenant. */
    static Reach reach(Tenant tenant) {
        return new Reach(tenant.models(), tenant.data());
    }

    private static Map<String, Tenant> tenants(List<Tenant> listed, List<Violation> violations) {
        Map<String, Tenant> tenants = new HashMap<>();
        for (int i = 0; i < listed.size(); i++) {
            Tenant tenant = listed.get(i);
            for (int j = 0; j < i; j++) {
                overlap(tenant, listed.get(j), "tenants." + i + ".models", violations);
            }
            if (tenants.put(tenant.name(), tenant) != null) {
                violations.add(new Violation("tenants." + i + ".name", tenant.name(), "must not be named twice"));
            }
        }
        return tenants;
    }

    /** What two tenants could name, each would see of the other. */
    private static void overlap(Tenant tenant, Tenant other, String field, List<Violation> violations) {
        for (String prefix : tenant.models()) {
            for (String taken : other.models()) {
                if (prefix.startsWith(taken) || taken.startsWith(prefix)) {
                    violations.add(new Violation(
                            field,
                            prefix,
                            "must neither begin with another tenant's prefix nor be the beginning of one: "
                                    + other.name() + " has " + taken));
                }
            }
        }
    }

    private static List<KeyRing.Entry> keys(
            List<AccessDocument.Key> listed, Map<String, Tenant> tenants, List<Violation> violations) {
        List<KeyRing.Entry> entries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> digests = new HashSet<>();
        for (int i = 0; i < listed.size(); i++) {
            AccessDocument.Key key = listed.get(i);
            String field = "keys." + i;
            if (!ids.add(key.id())) {
                violations.add(new Violation(field + ".id", key.id(), "must not be named twice"));
            }
            if (!digests.add(key.sha256())) {
                violations.add(new Violation(field + ".sha256", key.sha256(), "must not belong to two keys"));
            }
            Optional<Tenant> tenant = key.tenant().map(tenants::get);
            if (key.tenant().isPresent() && tenant.isEmpty()) {
                violations.add(new Violation(field + ".tenant", key.tenant().get(), "must be the name of a tenant"));
            }
            Reach reach = tenant.map(AccessBook::reach).orElse(Reach.EVERYTHING);
            Limits limits = tenant.map(Tenant::limits).orElse(Limits.NONE);
            entries.add(new KeyRing.Entry(
                    key.sha256(), new Caller(key.id(), key.tenant(), key.scopes(), key.expires(), reach, limits)));
        }
        return entries;
    }
}
