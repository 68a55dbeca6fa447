package dev.gantry.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.audit.AuditedAccess;
import dev.gantry.gateway.Api;
import dev.gantry.gateway.TestSettings;
import dev.gantry.gateway.jobs.Eventually;
import dev.gantry.gateway.oidc.TestIssuer;
import dev.gantry.gateway.oidc.Tokens;
import dev.gantry.platform.store.Sha256;
import dev.gantry.service.files.WatchedFiles;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticatorTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final String OLD = "an-old-key-0123456789";
    private static final String NEW = "a-new-key-0123456789";

    @TempDir
    Path directory;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final List<AuditedAccess> told = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void refusesToStartWithoutAnyKey() {
        assertThatThrownBy(() -> with(Map.of()))
                .isInstanceOf(GantryException.class)
                .hasMessageContaining("gantry.gateway.access-file");
    }

    @Test
    void anIssuerOfTokensIsEnoughToStart() {
        Map<String, String> issuer = Map.of(
                "gantry.gateway.oidc.issuer", "https://id.example.org", "gantry.gateway.oidc.audience", "gantry");

        assertThat(knows(with(issuer), NEW)).isFalse();
    }

    @Test
    void namesTheFileThatCannotBeRead() {
        Path absent = directory.resolve("absent");
        assertThatThrownBy(() -> with(Map.of("gantry.gateway.api-key-file", absent.toString())))
                .isInstanceOf(GantryException.class)
                .hasMessageContaining("gantry.gateway.api-key-file")
                .hasMessageContaining(absent.toString());
    }

    @Test
    void keysAreReplacedWithoutARestartAndABrokenFileKeepsThem() throws IOException {
        Path file = Files.writeString(directory.resolve("keys"), OLD + "\n");
        Authenticator authenticator = with(Map.of("gantry.gateway.api-key-file", file.toString()));

        replace(file, OLD + "\n" + NEW + "\n");
        Eventually.holds(() -> knows(authenticator, NEW));
        assertThat(knows(authenticator, OLD)).isTrue();
        replace(file, NEW + "\n");
        Eventually.holds(() -> !knows(authenticator, OLD));
        replace(file, "short\n");
        Eventually.holds(this::refusedAFile);
        assertThat(knows(authenticator, NEW)).isTrue();
        assertThat(told)
                .extracting(AuditedAccess::keys)
                .containsExactly(OptionalInt.of(1), OptionalInt.of(2), OptionalInt.of(1), OptionalInt.empty());
        assertThat(told.get(3).outcome()).isEqualTo(AuditedAccess.Outcome.REFUSED);
        assertThat(told.get(3).code()).contains("invalid-configuration");
    }

    @Test
    void expiredKeyIsRefusedSayingSo() throws IOException {
        Path file = Files.writeString(
                directory.resolve("access.json"), """
                    {"tenants": [], "keys": [
                      {"id": "old", "sha256": "%s", "scopes": [], "expires": "2026-11-26T10:00:00Z"},
                      {"id": "new", "sha256": "%s", "scopes": [], "expires": "2026-11-26T10:00:01Z"}]}
                    """.formatted(Sha256.of(Api.utf8(OLD)), Sha256.of(Api.utf8(NEW))));
        Authenticator authenticator = with(Map.of("gantry.gateway.access-file", file.toString()));

        assertThat(knows(authenticator, NEW)).isTrue();
        assertThatThrownBy(() -> find(authenticator, OLD)).hasMessageContaining("expired");
        assertThat(registry.scrape("gantry_gateway_key_expiration_timestamp_seconds"::equals)
                        .get(0)
                        .getDataPoints())
                .singleElement()
                .isInstanceOfSatisfying(GaugeDataPointSnapshot.class, end -> assertThat(end.getValue())
                        .isEqualTo(
                                (double) Instant.parse("2026-11-26T10:00:01Z").getEpochSecond()));
    }

    @ParameterizedTest
    @CsvSource({"preferred_username, oidc:ada", "nickname, oidc:somebody"})
    void theSettingSaysWhichClaimNamesTheCaller(String claim, String name) {
        TestIssuer issuer = TestIssuer.start(0);
        try {
            Authenticator authenticator = with(Map.of(
                    "gantry.gateway.oidc.issuer",
                    issuer.url(),
                    "gantry.gateway.oidc.audience",
                    TestIssuer.AUDIENCE,
                    "gantry.gateway.oidc.operator-tenant",
                    "all",
                    "gantry.gateway.oidc.name-claim",
                    claim));
            String token = issuer.token(builder -> builder.claim("gantry_tenant", "all")
                    .claim("preferred_username", "ada")
                    .issueTime(Date.from(NOW))
                    .expirationTime(Date.from(NOW.plusSeconds(60))));

            Credentials credentials = new Credentials(Optional.of(token), Optional.empty());
            assertThat(authenticator
                            .authenticate(credentials)
                            .await()
                            .atMost(Duration.ofSeconds(10))
                            .name())
                    .isEqualTo(name);
        } finally {
            issuer.stop();
        }
    }

    /** At once: a file that is being written would be read half. */
    private void replace(Path file, String content) throws IOException {
        Path next = Files.writeString(directory.resolve("next"), content);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean refusedAFile() {
        return registry.scrape().stream()
                .filter(metric -> metric.getMetadata().getName().equals("gantry_settings_reloads"))
                .flatMap(metric -> metric.getDataPoints().stream())
                .anyMatch(point -> "refused".equals(point.getLabels().get("result")));
    }

    private static boolean knows(Authenticator authenticator, String key) {
        try {
            find(authenticator, key);
            return true;
        } catch (GantryException e) {
            return false;
        }
    }

    private static Caller find(Authenticator authenticator, String key) {
        return authenticator
                .authenticate(new Credentials(Optional.empty(), Optional.of(key)))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private Authenticator with(Map<String, String> settings) {
        TestSettings test = new TestSettings(settings);
        WatchedFiles files = new WatchedFiles(registry, Duration.ofMillis(20));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Tokens tokens = new Tokens(test.oidc(), test.gateway(), vertx, clock, registry);
        return new Authenticator(
                test.gateway(), files, new TokenCallers(test.oidc(), tokens, registry), clock, told::add, registry);
    }
}
