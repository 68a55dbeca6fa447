package dev.gantry.gateway.audit;

import dev.gantry.contracts.audit.AuditedRequest.Target;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is to be told of one request once it is answered. Safe for use by several threads. */
public final class AuditNote {
    private static final String KEY = AuditNote.class.getName();

    private final Asked asked;
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Optional<String> traceId;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Optional<String> caller = Optional.empty();
    private volatile Optional<String> tenant = Optional.empty();
    private volatile Optional<String> refusal = Optional.empty();

    private AuditNote(Asked asked) {
        this.asked = asked;
        asked.names().forEach(this::about);
        SpanContext span = Span.current().getSpanContext();
        traceId = Optional.of(span).filter(SpanContext::isValid).map(SpanContext::getTraceId);
    }

    static AuditNote begin(RoutingContext context, Asked asked) {
        AuditNote note = new AuditNote(asked);
        context.put(KEY, note);
        return note;
    }

    /** Of a request; what is noted of one that nobody follows is told to nobody. */
    public static AuditNote of(RoutingContext context) {
        AuditNote note = context.get(KEY);
        return note == null ? new AuditNote(Asked.NOTHING_KNOWN) : note;
    }

    /** Who asks. */
    public void by(String callerName, Optional<String> callerTenant) {
        caller = Optional.of(HarmlessText.of(callerName));
        tenant = callerTenant.map(HarmlessText::of);
    }

    /**
     * What it is about; the latest word stands.
     *
     * @param field of the event's target
     */
    public void about(String field, String value) {
        names.put(field, HarmlessText.of(value));
    }

    /** @param code of the failure that it is refused with */
    public void refused(String code) {
        refusal = Optional.of(code);
    }

    Asked asked() {
        return asked;
    }

    Optional<String> caller() {
        return caller;
    }

    Optional<String> tenant() {
        return tenant;
    }

    Optional<String> refusal() {
        return refusal;
    }

    Optional<String> traceId() {
        return traceId;
    }

    Target target() {
        return new Target(name("model"), name("version"), name("alias"), name("jobId"), name("requestId"));
    }

    /** Whether nobody has told it before. */
    boolean tell() {
        return told.compareAndSet(false, true);
    }

    private Optional<String> name(String field) {
        return Optional.ofNullable(names.get(field));
    }
}
