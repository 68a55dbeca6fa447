package dev.gantry.gateway.auth;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.access.AccessDocument.Limits;
import dev.gantry.gateway.audit.AuditNote;
import dev.gantry.service.callers.Call;
import dev.gantry.service.http.AnswerFields;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Holds tenants to their limits. What was used is counted by each gateway for itself, and anew after a start. */
@Singleton
public final class Quotas {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final Clock clock;
    private final Map<String, Usage> usages = new ConcurrentHashMap<>();
    private final Counter exhausted;
    private final Counter bytes;
    private final Counter images;

    Quotas(Clock clock, PrometheusRegistry registry) {
        this.clock = clock;
        exhausted = Counter.builder()
                .name("gantry_gateway_quota_refusals_total")
                .help("Requests refused because a limit of their tenant was used up")
                .labelNames("quota")
                .register(registry);
        bytes = Counter.builder()
                .name("gantry_gateway_tenant_bytes_total")
                .help("Bytes of the bodies of tenants' requests and their answers")
                .register(registry);
        images = Counter.builder()
                .name("gantry_gateway_tenant_images_total")
                .help("Images that were sampled or judged for tenants")
                .register(registry);
    }

    /** Counts a request; says why it must wait, if so. */
    Optional<Failure> admit(RoutingContext context, Caller caller) {
        if (caller.tenant().isEmpty()) {
            return Optional.empty();
        }
        String tenant = caller.tenant().get();
        Usage usage = usages.computeIfAbsent(tenant, name -> new Usage(clock, System::nanoTime));
        Optional<Exhausted> over = usage.request(caller.limits());
        if (over.isEmpty()) {
            context.addEndHandler(ended -> count(usage, caller.limits(), context));
        }
        return over.map(limit -> refuse(context, tenant, limit));
    }

    /** What a request is answered with, which is told when to come again. */
    public Failure.Rejected refuse(RoutingContext context, String tenant, Exhausted limit) {
        exhausted.labelValues(limit.quota()).inc();
        AuditNote.of(context).refused(Failure.Rejected.TOO_MANY);
        context.response().putHeader("Retry-After", String.valueOf(limit.seconds()));
        return new Failure.Rejected(Failure.Rejected.TOO_MANY, limit.sentence(tenant));
    }

    private void count(Usage usage, Limits limits, RoutingContext context) {
        long transferred = context.request().bytesRead() + context.response().bytesWritten();
        int made = AnswerFields.find(context, Call.IMAGES_HEADER)
                .filter(NUMBER.asMatchPredicate())
                .map(Integer::parseInt)
                .orElse(0);
        usage.ended(limits, transferred, made);
        bytes.inc(transferred);
        images.inc(made);
    }
}
