package dev.gantry.gateway.auth;

import dev.gantry.contracts.Failure;
import dev.gantry.gateway.GatewayConfig;
import dev.gantry.gateway.schemas.Schemas;
import dev.gantry.service.http.Answers;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;

/**
 * Lets in whoever presents an API key, as {@code Authorization: Bearer <key>} or {@code X-API-Key: <key>}. Without one only what
 * {@link #isOpen} names can be read.
 */
@Singleton
final class Access {
    private static final int BEFORE_EVERY_ROUTE = 100;
    private static final String SCHEME = "Bearer ";
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Set<String> OPEN = Set.of("/", "/metrics", "/q/openapi");
    private static final Set<String> OPEN_BELOW = Set.of("/console/", "/_static/", "/q/health/", Schemas.PATH + "/");

    private final ApiKeys keys;
    private final Counter refused;

    Access(GatewayConfig config, PrometheusRegistry registry) {
        keys = ApiKeys.load(config.apiKey(), config.apiKeyFile());
        refused = Counter.builder()
                .name("gantry_gateway_unauthorized_requests_total")
                .help("Requests without an accepted API key")
                .register(registry);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_EVERY_ROUTE);
    }

    private void check(RoutingContext context) {
        if (isOpen(context)
                || presentedKey(context.request()).filter(keys::accept).isPresent()) {
            context.next();
            return;
        }
        refused.inc();
        context.response().putHeader("WWW-Authenticate", "Bearer realm=\"gantry\"");
        Answers.refuse(
                context,
                new Failure.Rejected("unauthorized", "an API key is needed, as Authorization: Bearer or X-API-Key"),
                Response.Status.UNAUTHORIZED);
    }

    private static boolean isOpen(RoutingContext context) {
        if (!READS.contains(context.request().method())) {
            return false;
        }
        // The path that routes are matched by, so that no dots or escapes lead around this.
        String path = context.normalizedPath();
        return OPEN.contains(path) || OPEN_BELOW.stream().anyMatch(path::startsWith);
    }

    private static Optional<String> presentedKey(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.of(authorization.substring(SCHEME.length()).strip());
        }
        return Optional.ofNullable(request.getHeader("X-API-Key"));
    }
}
