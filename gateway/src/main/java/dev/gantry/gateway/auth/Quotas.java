package dev.gantry.gateway.auth;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.access.AccessDocument.Limits;
import dev.gantry.gateway.audit.AuditNote;
import dev.gantry.service.callers.Call;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Holds tenants to their limits. What was used is counted by each gateway for itself, and anew after a start. */
@Singleton
public final class Quotas {
    private static final int MOST_DIGITS = 9;

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

    /**
     * What a service says at the end of its answer that it has made for it. The head of an answer is looked at by itself.
     *
     * @param told of {@link Call#IMAGES_HEADER}
     */
    public static void made(RoutingContext context, @Nullable String told) {
        if (told != null) {
            context.put(Call.IMAGES_HEADER, told);
        }
    }

    private void count(Usage usage, Limits limits, RoutingContext context) {
        long transferred = context.request().bytesRead() + context.response().bytesWritten();
        int made = number(Optional.<String>ofNullable(context.get(Call.IMAGES_HEADER))
                .or(() -> Optional.ofNullable(context.response().headers().get(Call.IMAGES_HEADER))));
        usage.ended(limits, transferred, made);
        bytes.inc(transferred);
        images.inc(made);
    }

    private static int number(Optional<String> told) {
        return told.filter(digits ->
                        digits.length() <= MOST_DIGITS && digits.chars().allMatch(Character::isDigit))
                .filter(digits -> !digits.isEmpty())
                .map(Integer::parseInt)
                .orElse(0);
    }
}
