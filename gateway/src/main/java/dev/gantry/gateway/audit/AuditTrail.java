package dev.gantry.gateway.audit;

import dev.gantry.contracts.Failure.Rejected;
import dev.gantry.contracts.audit.AuditedRequest;
import dev.gantry.contracts.audit.AuditedRequest.Outcome;
import dev.gantry.service.http.AnswerFields;
import dev.gantry.service.http.GrpcStatus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Follows requests until they are answered, and then tells of those that took a scope or were refused. */
@Singleton
public final class AuditTrail {
    /** Of a request that ended before it was known who asks. */
    private static final String UNFINISHED = "unfinished";

    /** In which headers an answer names what it is of, and as what it is told. */
    private static final Map<String, String> ANSWERED = Map.of("Gantry-Model", "model", "Gantry-Version", "version");

    private final AuditLog log;
    private final Clock clock;
    private final CurrentVertxRequest request;
    /** What has not been answered yet. */
    private final Map<AuditNote, RoutingContext> open = new ConcurrentHashMap<>();

    AuditTrail(AuditLog log, Clock clock, CurrentVertxRequest request) {
        this.log = log;
        this.clock = clock;
        this.request = request;
    }

    /** From now on notes on the request are kept, which is told of when it ends. */
    public AuditNote follow(RoutingContext context, Asked asked) {
        AuditNote note = AuditNote.begin(context, asked);
        open.put(note, context);
        context.addEndHandler(sent -> ended(note, context));
        return note;
    }

    /** On the request that this thread answers. */
    public AuditNote current() {
        return AuditNote.of(request.getCurrent());
    }

    /** What still runs is cut off, and told of as it stands. */
    void stop(@Observes ShutdownEvent end) {
        open.forEach(this::ended);
        log.close();
    }

    private void ended(AuditNote note, RoutingContext context) {
        open.remove(note);
        if (!note.tell()) {
            return;
        }
        HttpServerResponse response = context.response();
        boolean scoped = note.asked().scoped();
        OptionalInt status = response.headWritten() ? OptionalInt.of(response.getStatusCode()) : OptionalInt.empty();
        OptionalInt grpcStatus = grpcStatus(context);
        Optional<String> refusal = note.refusal().or(() -> scoped ? code(note, status, grpcStatus) : Optional.empty());
        if (!scoped && refusal.isEmpty()) {
            return;
        }
        ANSWERED.forEach((header, field) ->
                Optional.ofNullable(response.headers().get(header)).ifPresent(name -> note.about(field, name)));
        log.tell(new AuditedRequest(
                clock.instant(),
                note.caller(),
                note.tenant(),
                address(context.request()),
                note.asked().action(),
                note.target(),
                refusal.isPresent() ? Outcome.REFUSED : Outcome.ALLOWED,
                refusal,
                status,
                grpcStatus,
                note.traceId(),
                1));
    }

    /** Of the connection, whatever headers say. */
    private static Optional<String> address(HttpServerRequest asked) {
        return Optional.ofNullable(asked.connection().remoteAddress())
                .map(SocketAddress::hostAddress)
                .map(HarmlessText::of);
    }

    private static OptionalInt grpcStatus(RoutingContext context) {
        return AnswerFields.find(context, GrpcStatus.FIELD).filter(value -> value.matches("\\d{1,2}")).stream()
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    /** Of a refusal that only its answer tells of: that of a resource here, or of a service behind. */
    private static Optional<String> code(AuditNote note, OptionalInt status, OptionalInt grpcStatus) {
        if (note.caller().isEmpty()) {
            return Optional.of(UNFINISHED);
        }
        return switch (grpcStatus.orElse(0)) {
            case 5 -> Optional.of(Rejected.NOT_FOUND);
            case 7 -> Optional.of(Rejected.FORBIDDEN);
            default ->
                switch (status.orElse(0)) {
                    case 403 -> Optional.of(Rejected.FORBIDDEN);
                    case 404 -> Optional.of(Rejected.NOT_FOUND);
                    default -> Optional.empty();
                };
        };
    }
}
