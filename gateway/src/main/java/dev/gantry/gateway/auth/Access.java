package dev.gantry.gateway.auth;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.gateway.audit.Asked;
import dev.gantry.gateway.audit.AuditNote;
import dev.gantry.gateway.audit.AuditTrail;
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
    private final AuditTrail trail;
    private final Counter unauthorized;
    private final Counter forbidden;

    Access(Authenticator authenticator, Quotas quotas, AuditTrail trail, PrometheusRegistry registry) {
        this.authenticator = authenticator;
        this.quotas = quotas;
        this.trail = trail;
        unauthorized = Counter.builder()
                .name("gantry_gateway_unauthorized_requests_total")
                .help("Requests without an accepted API key or token")
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
        AuditNote note = trail.follow(
                context,
                policy.map(known -> known.asked(context.normalizedPath())).orElse(Asked.NOTHING_KNOWN));
        HttpServerRequest request = context.request();
        request.pause();
        authenticator
                .authenticate(Credentials.of(request::getHeader))
                .subscribe()
                .with(caller -> admit(context, policy, caller, note), failure -> refuse(context, failure, note));
    }

    /** Whether nobody waits for an answer any more, after the issuer of a token was waited for. */
    private static boolean gone(RoutingContext context) {
        return context.response().ended() || context.response().closed();
    }

    private void admit(RoutingContext context, Optional<Policy> policy, Caller caller, AuditNote note) {
        if (gone(context)) {
            return;
        }
        context.request().resume();
        note.by(caller.name(), caller.tenant());
        Optional<Failure> refusal = policy.map(known -> known.refusal(caller, context.normalizedPath()))
                .orElseGet(() -> Optional.of(new Failure.Rejected(
                        Failure.Rejected.NOT_FOUND,
                        "there is no " + context.request().method() + " " + context.normalizedPath())));
        if (refusal.isPresent()) {
            forbidden.labelValues(refusal.get().code()).inc();
            note.refused(refusal.get().code());
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

    private void refuse(RoutingContext context, Throwable failure, AuditNote note) {
        if (gone(context)) {
            return;
        }
        context.request().resume();
        if (failure instanceof GantryException known) {
            note.refused(known.failure().code());
            switch (known.failure().code()) {
                case Failure.Rejected.UNAUTHORIZED, Failure.Rejected.INVALID_TOKEN -> unauthorized.inc();
                case Failure.Rejected.FORBIDDEN ->
                    forbidden.labelValues(Failure.Rejected.FORBIDDEN).inc();
                default -> LOG.debugf("event=authentication-delayed reason=%s", known.getMessage());
            }
            Challenge.headers(known.failure()).forEach(context.response()::putHeader);
            Answers.refuse(context, known.failure());
            return;
        }
        note.refused("internal");
        LOG.errorf(failure, "event=authentication-failed");
        Answers.refuse(context, new Failure.Fatal("internal", "the service failed; its log says why"));
    }
}
