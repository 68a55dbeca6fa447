package dev.gantry.gateway.auth;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.service.http.Answers;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Lets in whoever may use a route by the {@link Policies}. */
@Singleton
final class Access {
    private static final Logger LOG = Logger.getLogger(Access.class);
    private static final int BEFORE_EVERY_ROUTE = 100;

    private final Authenticator authenticator;
    private final Quotas quotas;
    private final Counter unauthorized;
    private final Counter forbidden;

    Access(Authenticator authenticator, Quotas quotas, PrometheusRegistry registry) {
        this.authenticator = authenticator;
        this.quotas = quotas;
        unauthorized = Counter.builder()
                .name("gantry_gateway_unauthorized_requests_total")
                .help("Requests without an accepted API key")
                .register(registry);
        forbidden = Counter.builder()
                .name("gantry_gateway_forbidden_requests_total")
                .help("Requests of callers who lack the scope, or whose the model is not")
                .labelNames("code")
                .register(registry);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_EVERY_ROUTE);
    }

    private void check(RoutingContext context) {
        // The path that routes are matched by, so that no dots or escapes lead around this.
        Optional<Policy> policy = Policies.of(context.request().method().name(), context.normalizedPath());
        if (policy.filter(Policy::open).isPresent()) {
            context.next();
            return;
        }
        HttpServerRequest request = context.request();
        request.pause();
        authenticator
                .authenticate(Credentials.of(request::getHeader))
                .subscribe()
                .with(caller -> admit(context, policy, caller), failure -> refuse(context, failure));
    }

    private void admit(RoutingContext context, Optional<Policy> policy, Caller caller) {
        context.request().resume();
        Optional<Failure> refusal = policy.map(known -> known.refusal(caller, context.normalizedPath()))
                .orElseGet(() -> Optional.of(new Failure.Rejected(
                        Failure.Rejected.NOT_FOUND,
                        "there is no " + context.request().method() + " " + context.normalizedPath())));
        if (refusal.isPresent()) {
            forbidden.labelValues(refusal.get().code()).inc();
            Answers.refuse(context, refusal.get());
            return;
        }
        Optional<Failure> exhausted = quotas.admit(context, caller);
        if (exhausted.isPresent()) {
            Answers.refuse(context, exhausted.get());
            return;
        }
        Callers.put(context, caller);
        context.next();
    }

    private void refuse(RoutingContext context, Throwable failure) {
        context.request().resume();
        if (failure instanceof GantryException known) {
            unauthorized.inc();
            context.response().putHeader("WWW-Authenticate", "Bearer realm=\"gantry\"");
            Answers.refuse(context, known.failure());
            return;
        }
        LOG.errorf(failure, "event=authentication-failed");
        Answers.refuse(context, new Failure.Fatal("internal", "the service failed; its log says why"));
    }
}
