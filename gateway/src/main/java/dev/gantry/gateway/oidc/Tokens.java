package dev.gantry.gateway.oidc;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.gateway.GatewayConfig;
import dev.gantry.platform.tls.CertificateAuthorities;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The tokens that are accepted: those of the issuer in the settings, if there is one. */
@Singleton
public final class Tokens {
    private static final Duration MOST_SKEW = Duration.ofMinutes(5);

    private final Vertx vertx;
    private final HttpClient client;
    private final Optional<TokenVerifier> verifier;

    public Tokens(OidcConfig config, GatewayConfig gateway, Vertx vertx, Clock clock, PrometheusRegistry registry) {
        this.vertx = vertx;
        client = vertx.createHttpClient(options(config, gateway));
        Counter questions = Counter.builder()
                .name("gantry_gateway_issuer_requests_total")
                .help("Questions to the issuer of tokens for its keys")
                .labelNames("result")
                .register(registry);
        verifier = config.issuer().map(issuer -> verifier(issuer, config, clock, questions));
    }

    /** Whether there is an issuer. */
    public boolean accepted() {
        return verifier.isPresent();
    }

    /**
     * What a token says. Call it only if tokens are {@linkplain #accepted() accepted}.
     *
     * @return fails with an {@link InvalidToken} or, while the issuer is away, a {@link GantryException} that can be retried; is
     *     answered where it was asked for
     */
    public Uni<Claims> verify(String token) {
        Context here = vertx.getOrCreateContext();
        return verifier.orElseThrow().verify(token).emitOn(task -> here.runOnContext(now -> task.run()));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    private TokenVerifier verifier(URI issuer, OidcConfig config, Clock clock, Counter questions) {
        if (!("https".equals(issuer.getScheme()) || "http".equals(issuer.getScheme()))
                || issuer.getHost() == null
                || issuer.getRawQuery() != null
                || issuer.getRawFragment() != null) {
            throw invalid("issuer is " + issuer + ": must be a URL of https or http without query and fragment");
        }
        String audience = config.audience()
                .filter(set -> !set.isBlank())
                .orElseThrow(
                        () -> invalid("audience is missing: must be set when gantry.gateway.oidc.issuer is, since a"
                                + " token for somebody else would be accepted otherwise"));
        Duration skew = config.clockSkew();
        if (skew.isNegative() || skew.compareTo(MOST_SKEW) > 0) {
            throw invalid("clock-skew is " + skew + ": must be from 0 to " + MOST_SKEW);
        }
        IssuerKeys keys = new IssuerKeys(new IssuerDocuments(issuer, client)::keys, System::nanoTime, questions);
        return new TokenVerifier(issuer.toString(), audience, skew, keys, clock);
    }

    private static HttpClientOptions options(OidcConfig config, GatewayConfig gateway) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) gateway.connectTimeout().toMillis());
        config.caCertificates()
                .map(file -> CertificateAuthorities.of("gantry.gateway.oidc.ca-certificates", file))
                .ifPresent(authorities -> options.setTrustOptions(TrustOptions.wrap(authorities)));
        return options;
    }

    private static GantryException invalid(String problem) {
        return new Failure.Fatal("invalid-configuration", "gantry.gateway.oidc." + problem).asException();
    }
}
