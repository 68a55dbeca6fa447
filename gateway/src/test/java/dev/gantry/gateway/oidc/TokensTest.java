package dev.gantry.gateway.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.gantry.contracts.GantryException;
import dev.gantry.gateway.Api;
import dev.gantry.gateway.TestSettings;
import dev.gantry.gateway.jobs.Eventually;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import no.nav.security.mock.oauth2.http.SslKeystore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
    private static final String PREFIX = "gantry.gateway.oidc.";
    private static final String KEYS = "{\"keys\": [{\"kty\": \"OKP\", \"crv\": \"Ed25519\", \"kid\": \"1\","
            + " \"x\": \"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}";

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        vertx.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuer | id.example.org | must be a URL of https or http",
                "issuer | ftp://id.example.org | must be a URL of https or http",
                "issuer | https://id.example.org?a=b | must be a URL of https or http",
                "audience | '' | must be set when gantry.gateway.oidc.issuer is",
                "clock-skew | 6m | must be from 0 to",
                "clock-skew | -1s | must be from 0 to",
                "ca-certificates | /nowhere/ca.crt | must be a file of certificates in PEM"
            })
    void settingsAtFaultAreNamed(String setting, String value, String accepted) {
        Map<String, String> settings =
                new HashMap<>(Map.of(PREFIX + "issuer", "https://id.example.org", PREFIX + "audience", "gantry"));
        settings.put(PREFIX + setting, value);

        assertThatThrownBy(() -> tokens(settings))
                .hasMessageContaining(PREFIX + setting)
                .hasMessageContaining(accepted);
    }

    @Test
    void withoutAnIssuerNoTokensAreAccepted() {
        assertThat(tokens(Map.of()).accepted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "200 | {'issuer': 'ISSUER', 'jwks_uri': 'ISSUER/keys'} | 200 | KEYS | invalid",
                "404 | {'issuer': 'ISSUER', 'jwks_uri': 'ISSUER/keys'} | 200 | KEYS | issuer-unavailable",
                "200 | <html> | 200 | KEYS | issuer-unavailable",
                "200 | {} | 200 | KEYS | issuer-unavailable",
                "200 | {'issuer': 'ISSUER/', 'jwks_uri': 'ISSUER/keys'} | 200 | KEYS | issuer-unavailable",
                "200 | {'issuer': 'ISSUER'} | 200 | KEYS | issuer-unavailable",
                "200 | {'issuer': 'ISSUER', 'jwks_uri': 'file:///etc/passwd'} | 200 | KEYS | issuer-unavailable",
                "200 | {'issuer': 'ISSUER', 'jwks_uri': 'ISSUER/keys'} | 302 | KEYS | issuer-unavailable",
                "200 | {'issuer': 'ISSUER', 'jwks_uri': 'ISSUER/keys'} | 200 | <html> | issuer-unavailable",
                "200 | {'issuer': 'ISSUER', 'jwks_uri': 'ISSUER/keys'} | 200 | {'keys': 'none'} | issuer-unavailable",
                "200 | {'issuer': 'ISSUER', 'jwks_uri': 'ISSUER/keys'} | 200 | {'keys': []} | issuer-unavailable",
                "200 | {'issuer': 'ISSUER', 'jwks_uri': 'ISSUER/keys'} | 200 | SILENT | issuer-unavailable",
                "200 | {'issuer': 'ISSUER', 'jwks_uri': 'ISSUER/keys'} | 200 | ENDLESS | issuer-unavailable"
            })
    void anIssuerThatAnswersNonsenseIsAway(int status, String discovery, int keysStatus, String keys, String outcome)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        answer(server, "/.well-known/openid-configuration", status, discovery.replace("ISSUER", issuer));
        answer(server, "/keys", keysStatus, keys.equals("ENDLESS") ? " ".repeat(300_000) + KEYS : keys);
        server.start();
        try {
            assertThatThrownBy(() -> verifiedByTheKeysOf(issuer))
                    .hasMessageContaining(outcome.equals("invalid") ? "its signature is wrong" : outcome);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anAnswerThatDripsIsHungUpOn() {
        Promise<Void> ended = Promise.promise();
        NetServer dripping = vertx.createNetServer().connectHandler(socket -> {
            socket.closeHandler(closed -> ended.tryComplete());
            socket.handler(asked -> {
                socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                vertx.setPeriodic(100, timer -> socket.write(" "));
            });
        });
        int port = dripping.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();

        assertThatThrownBy(() -> verifiedByTheKeysOf("http://127.0.0.1:" + port))
                .hasMessageContaining("issuer-unavailable");
        assertThat(ended.future().toCompletionStage()).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void anIssuerWithACertificateOfOnesOwnIsTrustedByItsAuthority() throws Exception {
        KeyStore identity = SslKeystore.Companion.generate("localhost", TestIssuer.IDENTITY_PASSWORD);
        Path authority = Files.writeString(
                directory.resolve("ca.crt"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(
                                        identity.getCertificate("localhost").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        TestIssuer issuer = TestIssuer.start(identity);
        Map<String, String> settings = Map.of(PREFIX + "issuer", issuer.url(), PREFIX + "audience", "gantry");
        Map<String, String> trusting = new HashMap<>(settings);
        trusting.put(PREFIX + "ca-certificates", authority.toString());
        String token = issuer.token(Map.of("gantry_tenant", "acme"));
        try {
            Tokens trusted = tokens(trusting);
            Eventually.holds(() -> accepted(trusted, token));
            assertThatThrownBy(() -> verified(tokens(settings), token)).hasMessageContaining("issuer-unavailable");
        } finally {
            issuer.stop();
        }
    }

    private static void answer(HttpServer server, String path, int status, String body) {
        byte[] bytes = Api.utf8(body.replace('\'', '"').replace("KEYS", KEYS));
        server.createContext(path, exchange -> {
            if (body.equals("SILENT")) {
                return;
            }
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Api.utf8(json));
    }

    private Claims verifiedByTheKeysOf(String issuer) {
        String token =
                part("{\"alg\": \"EdDSA\", \"kid\": \"1\"}") + "." + part("{\"iss\": \"" + issuer + "\"}") + ".AA";
        return verified(tokens(Map.of(PREFIX + "issuer", issuer, PREFIX + "audience", "gantry")), token);
    }

    private static boolean accepted(Tokens tokens, String token) {
        try {
            return verified(tokens, token).text("gantry_tenant").isPresent();
        } catch (GantryException e) {
            return false;
        }
    }

    private static Claims verified(Tokens tokens, String token) {
        return tokens.verify(token).await().atMost(Duration.ofSeconds(20));
    }

    private Tokens tokens(Map<String, String> settings) {
        TestSettings test = new TestSettings(settings);
        return new Tokens(test.oidc(), test.gateway(), vertx, Clock.systemUTC(), new PrometheusRegistry());
    }
}
