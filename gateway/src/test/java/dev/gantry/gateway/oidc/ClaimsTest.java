package dev.gantry.gateway.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private static final Claims CLAIMS = new Claims(
            Map.of(
                    "scope", "openid gantry:submit",
                    "extn.tenant", "acme",
                    "empty", " ",
                    "number", 3,
                    "resource_access", Map.of("gantry", Map.of("roles", List.of("gantry:sample", 7, "other")))),
            Instant.EPOCH);

    @Test
    void claimsAreFoundByNameOrPath() {
        assertThat(CLAIMS.text("extn.tenant")).contains("acme");
        assertThat(CLAIMS.words("resource_access.gantry.roles")).containsExactlyInAnyOrder("gantry:sample", "other");
        assertThat(CLAIMS.words("resource_access.other.roles")).isEmpty();
        assertThat(CLAIMS.words("scope.roles")).isEmpty();
    }

    @Test
    void wordsStandInOneTextOrInAList() {
        assertThat(CLAIMS.words("scope")).containsExactlyInAnyOrder("openid", "gantry:submit");
        assertThat(CLAIMS.words("number")).isEmpty();
    }

    @Test
    void whatIsNoTextSaysNothing() {
        assertThat(CLAIMS.text("number")).isEmpty();
        assertThat(CLAIMS.text("empty")).isEmpty();
        assertThat(CLAIMS.text("resource_access")).isEmpty();
    }
}
