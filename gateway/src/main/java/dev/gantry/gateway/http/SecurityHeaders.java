package dev.gantry.gateway.http;

import dev.gantry.gateway.console.ConsolePage;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Keeps browsers from running, framing, guessing or caching what they should not. */
@Singleton
final class SecurityHeaders {
    private static final int BEFORE_ACCESS = 200;
    private static final String VERSIONED_LIBRARIES = "/_static/";
    private static final String CONSOLE = "/console/";

    private final String contentSecurityPolicy;

    SecurityHeaders(ConsolePage page) {
        contentSecurityPolicy = "default-src 'none'; script-src 'self' '" + page.importMapDigest()
                + "'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'";
    }

    void register(@Observes Filters filters) {
        filters.register(this::add, BEFORE_ACCESS);
    }

    private void add(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.set("Content-Security-Policy", contentSecurityPolicy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        String path = context.normalizedPath();
        context.addHeadersEndHandler(end -> {
            if (path.startsWith(VERSIONED_LIBRARIES)) {
                headers.set(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
            } else if (path.startsWith(CONSOLE) || !headers.contains(HttpHeaders.CACHE_CONTROL)) {
                headers.set(HttpHeaders.CACHE_CONTROL, "no-cache");
            }
        });
        context.next();
    }
}
