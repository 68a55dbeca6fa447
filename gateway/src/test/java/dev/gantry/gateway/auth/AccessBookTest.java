package dev.gantry.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.access.AccessDocument.Limits;
import dev.gantry.contracts.access.Scope;
import dev.gantry.gateway.Api;
import dev.gantry.platform.store.Sha256;
import dev.gantry.service.callers.Reach;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessBookTest {
    private static final String KEY = "a-key-of-acme-0123456789";
    private static final String DIGEST = Sha256.of(Api.utf8(KEY));

    @Test
    void knowsACallerByItsKeyWithTenantScopesAndEnd() {
        AccessBook book = read("""
            {"tenants": [{"name": "acme", "models": ["acme-"], "data": ["s3://gantry/data/acme/"],
                          "limits": {"jobsAtOnce": 2, "bytesPerDay": 5000000000}}],
             "keys": [{"id": "robot", "tenant": "acme", "sha256": "%s", "scopes": ["sample"],
                       "expires": "2027-01-01T00:00:00Z"}]}
            """.formatted(DIGEST));

        Instant end = Instant.parse("2027-01-01T00:00:00Z");
        Caller caller = new Caller(
                "robot",
                Optional.of("acme"),
                Set.of(Scope.SAMPLE),
                Optional.of(end),
                new Reach(List.of("acme-"), List.of("s3://gantry/data/acme/")),
                new Limits(
                        OptionalInt.of(2), OptionalInt.empty(), OptionalInt.empty(), OptionalLong.of(5_000_000_000L)));
        assertThat(book.keys().find(KEY)).contains(caller);
        assertThat(caller.expired(end.minusMillis(1))).isFalse();
        assertThat(caller.expired(end)).isTrue();
    }

    @Test
    void keyWithoutATenantIsTheOperatorsAndHasNoMoreScopesThanItNames() {
        AccessBook book = read("""
            {"tenants": [], "keys": [{"id": "watch", "sha256": "%s", "scopes": []}]}
            """.formatted(DIGEST));

        assertThat(book.keys().find(KEY).orElseThrow().reach().everything()).isTrue();
        assertThat(book.keys().find(KEY).orElseThrow().may(Scope.SUBMIT)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '!',
            value = {
                "'name': 'acme', 'models': ['acme']; tenants.0.models.0",
                "'name': 'acme', 'models': ['']; tenants.0.models.0",
                "'name': 'Acme', 'models': ['acme-']; tenants.0.name",
                "'name': 'acme', 'models': ['acme-'], 'data': ['s3://gantry/data/acme']; tenants.0.data.0",
                "'name': 'acme', 'models': ['acme-'], 'data': ['s3://gantry/']; tenants.0.data.0",
                "'name': 'acme', 'models': ['acme-'], 'data': ['s3://gantry/models/acme/']; tenants.0.data.0",
                "'name': 'acme', 'models': ['acme-'], 'data': ['s3://gantry/data/../models/']; tenants.0.data.0",
                "'name': 'acme', 'models': ['acme-'], 'data': ['file:../']; tenants.0.data.0",
                "'name': 'acme', 'models': ['acme-'], 'date': []; tenants.0.date",
                "'name': 'other', 'models': ['acme-']; tenants.1.name",
                "'name': 'acme', 'models': ['oth-']; tenants.1.models",
                "'name': 'acme', 'models': ['other-b-']; tenants.1.models"
            })
    void tenantThatCannotBeMeantIsRefusedNamingTheField(String tenant, String field) {
        String json = """
            {"tenants": [{%s}, {"name": "other", "models": ["other-", "oth-er-"]}], "keys": []}
            """.formatted(tenant.replace('\'', '"'));

        assertThatThrownBy(() -> read(json)).isInstanceOf(GantryException.class).hasMessageContaining(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '!',
            value = {
                "'id': 'b', 'sha256': 'key', 'scopes': []; keys.1.sha256",
                "'id': 'b', 'sha256': '$other', 'scopes': ['everything']; keys.1.scopes.0",
                "'id': 'b', 'sha256': '$other', 'scopes': [], 'tenant': 'nobody'; keys.1.tenant",
                "'id': 'b', 'sha256': '$other', 'scopes': [], 'expires': 'tomorrow'; keys.1.expires",
                "'id': 'b', 'sha256': '$other'; keys.1.scopes",
                "'id': 'a', 'sha256': '$other', 'scopes': []; keys.1.id",
                "'id': 'b', 'sha256': '$same', 'scopes': []; keys.1.sha256"
            })
    void keyThatCannotBeMeantIsRefusedNamingTheField(String key, String field) {
        String json = """
            {"tenants": [], "keys": [{"id": "a", "sha256": "%s", "scopes": []}, {%s}]}
            """.formatted(
                        DIGEST, key.replace('\'', '"').replace("$same", DIGEST).replace("$other", "0".repeat(64)));

        assertThatThrownBy(() -> read(json)).isInstanceOf(GantryException.class).hasMessageContaining(field);
    }

    private static AccessBook read(String json) {
        return AccessBook.read(Api.utf8(json));
    }
}
