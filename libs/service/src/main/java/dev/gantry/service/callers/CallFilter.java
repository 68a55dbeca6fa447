package dev.gantry.service.callers;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.platform.signing.TrustedKeys;
import dev.gantry.service.config.CallersConfig;
import dev.gantry.service.files.PublicKeyFiles;
import dev.gantry.service.files.WatchedFiles;
import dev.gantry.service.http.Answers;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Holds a service behind the gateway to what the gateway says of each request. Health and metrics stay open. */
@Singleton
public final class CallFilter {
    private static final int BEFORE_BODY_LIMIT = 100;
    private static final String TRUSTED_KEYS = "gantry.callers.trusted-keys";

    private final Optional<Supplier<TrustedKeys>> keys;
    private final boolean required;
    private final String service;
    private final Clock clock;
    private final Counter refused;

    CallFilter(
            CallersConfig config,
            WatchedFiles files,
            Clock clock,
            PrometheusRegistry registry,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.clock = clock;
        this.service = service;
        keys = config.trustedKeys().map(folder -> files.watch(TRUSTED_KEYS, folder, PublicKeyFiles::parse));
        required = config.required().orElse(keys.isPresent());
        if (required && keys.isEmpty()) {
            throw new Failure.Fatal(
                            "invalid-configuration",
                            TRUSTED_KEYS
                                    + " is not set: must be a folder of public keys, as gantry.callers.required is"
                                    + " true")
                    .asException();
        }
        refused = Counter.builder()
                .name("gantry_callers_refused_requests_total")
                .help("Requests without a token of a gateway that is trusted")
                .register(registry);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_BODY_LIMIT);
    }

    private void check(RoutingContext context) {
        String path = context.normalizedPath();
        if (path.equals("/metrics") || path.equals("/q/health") || path.startsWith("/q/health/")) {
            context.next();
            return;
        }
        try {
            HttpServerRequest request = context.request();
            Call call = call(
                    Optional.ofNullable(request.getHeader(Call.HEADER)),
                    new Target(service, request.method().name(), path));
            CurrentCall.put(context, call);
            call.tenant().ifPresent(tenant -> context.response().putHeader(Call.TENANT_HEADER, tenant));
            context.next();
        } catch (GantryException e) {
            context.request().resume();
            Answers.refuse(context, e.failure());
        }
    }

    /**
     * Who calls, over whatever protocol.
     *
     * @param token  of the header {@link Call#HEADER}
     * @param target of this service
     * @throws GantryException rejected, {@code unauthorized}
     */
    public Call call(Optional<String> token, Target target) {
        if (!required && token.isEmpty()) {
            return Call.ANYBODY;
        }
        try {
            return CallTokens.verify(
                    keys.orElseThrow(CallFilter::withoutKeys).get(),
                    token.orElseThrow(CallFilter::missing),
                    target,
                    clock.instant());
        } catch (GantryException e) {
            refused.inc();
            throw e;
        }
    }

    /** Whom the token speaks for cannot be told, and it may not be for everybody. */
    private static GantryException withoutKeys() {
        return new Failure.Rejected(
                        Failure.Rejected.UNAUTHORIZED,
                        "no token can be verified here before " + TRUSTED_KEYS + " is set")
                .asException();
    }

    private static GantryException missing() {
        return new Failure.Rejected(
                        Failure.Rejected.UNAUTHORIZED,
                        "requests must come through the gateway: the header " + Call.HEADER + " is missing")
                .asException();
    }
}
