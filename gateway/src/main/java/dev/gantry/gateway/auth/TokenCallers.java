package dev.gantry.gateway.auth;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.access.AccessDocument.Limits;
import dev.gantry.contracts.access.AccessDocument.Tenant;
import dev.gantry.contracts.access.Scope;
import dev.gantry.gateway.oidc.Claims;
import dev.gantry.gateway.oidc.InvalidToken;
import dev.gantry.gateway.oidc.OidcConfig;
import dev.gantry.gateway.oidc.TokenFault;
import dev.gantry.gateway.oidc.Tokens;
import dev.gantry.platform.store.Sha256;
import dev.gantry.service.callers.Reach;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Callers who show a token: it says their tenant and scopes, the access file what belongs to the tenant. */
@Singleton
final class TokenCallers {
    private static final Pattern TOKEN = Pattern.compile("[^.]*\\.[^.]*\\.[^.]*");
    private static final Pattern HARMFUL = Pattern.compile("[^A-Za-z0-9@._+-]");
    private static final HexFormat PERCENT = HexFormat.of().withPrefix("%").withUpperCase();
    private static final int MAX_NAME_CHARS = 100;
    private static final int BEGINNING_CHARS = 35;

    private final OidcConfig config;
    private final Tokens tokens;
    private final Counter refusals;

    TokenCallers(OidcConfig config, Tokens tokens, PrometheusRegistry registry) {
        this.config = config;
        this.tokens = tokens;
        refusals = Counter.builder()
                .name("gantry_gateway_token_refusals_total")
                .help("Requests with a token that was not accepted")
                .labelNames("reason")
                .register(registry);
    }

    /** Whether there is an issuer whose tokens are. */
    boolean accepted() {
        return tokens.accepted();
    }

    /** Whether it is meant to be a token. */
    boolean recognize(String bearer) {
        return tokens.accepted() && TOKEN.matcher(bearer).matches();
    }

    /** Fails as {@link Authenticator#authenticate} does. */
    Uni<Caller> authenticate(String token, AccessBook book) {
        return tokens.verify(token)
                .map(claims -> caller(claims, book))
                .onFailure()
                .transform(this::refused);
    }

    private Throwable refused(Throwable failure) {
        if (failure instanceof InvalidToken invalid) {
            refusals.labelValues(invalid.fault().reason()).inc();
            return new Failure.Rejected(
                            Failure.Rejected.INVALID_TOKEN, invalid.fault().sentence())
                    .asException();
        }
        if (failure instanceof GantryException known) {
            refusals.labelValues(known.failure().code()).inc();
        }
        return failure;
    }

    private Caller caller(Claims claims, AccessBook book) {
        String name = Stream.of(config.nameClaim(), "sub", "azp")
                .flatMap(claim -> claims.text(claim).stream())
                .findFirst()
                .map(TokenCallers::harmless)
                .orElseThrow(() -> new InvalidToken(TokenFault.NAMELESS));
        Set<String> words = claims.words(config.scopeClaim());
        Set<Scope> scopes = Stream.of(Scope.values())
                .filter(scope -> words.contains(config.scopePrefix() + scope))
                .collect(Collectors.toUnmodifiableSet());
        String named = claims.text(config.tenantClaim())
                .orElseThrow(() -> forbidden("the token names no tenant in its claim " + config.tenantClaim()));
        Optional<Tenant> tenant = Optional.ofNullable(book.tenants().get(named));
        if (tenant.isEmpty() && !config.operatorTenant().equals(Optional.of(named))) {
            throw forbidden("the tenant " + harmless(named) + " in the token's claim " + config.tenantClaim()
                    + " is not one of this gateway's");
        }
        return new Caller(
                "oidc:" + name,
                tenant.map(Tenant::name),
                scopes,
                Optional.of(claims.expires()),
                tenant.map(AccessBook::reach).orElse(Reach.EVERYTHING),
                tenant.map(Tenant::limits).orElse(Limits.NONE));
    }

    /** As it, and no other text, can stand in a log line: escaped as in a URL, and what is long by how it begins and its digest. */
    private static String harmless(String text) {
        String escaped = HARMFUL.matcher(text).replaceAll(found -> PERCENT.formatHex(utf8(found.group())));
        return escaped.length() <= MAX_NAME_CHARS
                ? escaped
                : escaped.substring(0, BEGINNING_CHARS) + "~" + Sha256.of(utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static GantryException forbidden(String reason) {
        return new Failure.Rejected(Failure.Rejected.FORBIDDEN, reason).asException();
    }
}
