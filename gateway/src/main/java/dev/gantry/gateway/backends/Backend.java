package dev.gantry.gateway.backends;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.gateway.auth.Caller;
import dev.gantry.gateway.auth.Callers;
import dev.gantry.platform.tracing.TraceContext;
import dev.gantry.service.callers.Call;
import dev.gantry.service.callers.Target;
import dev.gantry.service.http.AnswerFields;
import dev.gantry.service.http.Answers;
import dev.gantry.service.http.GrpcStatus;
import io.netty.channel.ConnectTimeoutException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.prometheus.metrics.core.metrics.Histogram;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * A service behind the gateway. Bodies stream both ways with back-pressure; the answer's status, type and body are the
 * service's own. Only when the service cannot answer does the gateway: 502 when it is away or breaks off, 504 when it is silent.
 */
final class Backend {
    private static final Logger LOG = Logger.getLogger(Backend.class);
    private static final List<String> REQUEST_HEADERS = List.of(
            "Content-Type",
            "Content-Length",
            "Accept",
            "Inference-Header-Content-Length",
            "grpc-timeout",
            "grpc-encoding",
            "grpc-accept-encoding");
    private static final String TE = "te";
    private static final String TRAILERS = "trailers";
    /** The gateway's token was refused, about which its client can do nothing. */
    private static final int UNAUTHORIZED = 401;

    private static final String UNAUTHENTICATED = String.valueOf(GrpcStatus.of(UNAUTHORIZED));

    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "keep-alive", "proxy-authenticate", "te", "trailer", "transfer-encoding", "upgrade");

    private static final String REFUSED = "it does not trust this gateway's key: see gantry.callers.trusted-keys there";

    /** Where a call of gRPC, which may fail in an answer that is fine as HTTP, tells how it ended. */
    private static final String OK = "0";

    private final String name;
    private final Peer peer;
    private final HttpClient client;
    private final CallSigner signer;
    private final Limits limits;
    private final Histogram seconds;
    private final Tracer tracer;

    /**
     * @param connect      for the connection to stand
     * @param silence      between two signs of life of the service
     * @param maxBodyBytes of a request
     */
    record Limits(Duration connect, Duration silence, long maxBodyBytes) {}

    /**
     * Whom requests go to.
     *
     * @param service as it calls itself, which tokens are for
     */
    record Peer(String service, URI url) {}

    Backend(
            String name,
            Peer peer,
            HttpClient client,
            CallSigner signer,
            Limits limits,
            Histogram seconds,
            Tracer tracer) {
        this.name = name;
        this.peer = peer;
        this.client = client;
        this.signer = signer;
        this.limits = limits;
        this.seconds = seconds;
        this.tracer = tracer;
    }

    /** Passes a request on under its own path and query. */
    void forward(RoutingContext context) {
        HttpServerRequest inbound = context.request();
        inbound.pause();
        Caller caller = Callers.of(context);
        Optional<String> token;
        try {
            token = signer.token(
                    caller, new Target(peer.service(), inbound.method().name(), context.normalizedPath()));
        } catch (GantryException e) {
            inbound.resume();
            Answers.refuse(context, e.failure());
            return;
        }
        long started = System.nanoTime();
        // Not the response's own handler, of which there is only one.
        context.addEndHandler(sent -> {
            // A stream of HTTP/2 is closed by the last frame, before it is told to have been sent.
            if (context.response().ended()) {
                seconds.labelValues(name, status(context)).observe((System.nanoTime() - started) / 1e9);
            }
        });
        Span span = span(context);
        client.request(options(context, token, Context.current().with(span)))
                .compose(outbound -> send(context, outbound))
                .compose(answer -> heldTo(caller, answer))
                .compose(answer -> answer(answer, context))
                .onFailure(cause -> fail(context, cause));
    }

    /** From here until the answer has gone out, or broken off. */
    private Span span(RoutingContext context) {
        String method = context.request().method().name();
        Span.current().updateName(method + " " + context.currentRoute().getPath());
        Span span = tracer.spanBuilder(method + " " + name)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("http.request.method", method)
                .setAttribute("url.path", context.normalizedPath())
                .startSpan();
        context.addEndHandler(sent -> {
            span.setAttribute("http.response.status_code", context.response().getStatusCode());
            span.end();
        });
        return span;
    }

    private RequestOptions options(RoutingContext context, Optional<String> token, Context trace) {
        String query = context.request().query();
        URI url = peer.url();
        RequestOptions options = new RequestOptions()
                .setMethod(context.request().method())
                .setHost(url.getHost())
                .setPort(url.getPort() > 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80)
                .setSsl("https".equals(url.getScheme()))
                .setURI(context.normalizedPath() + (query == null ? "" : "?" + query))
                .setConnectTimeout(limits.connect().toMillis())
                .setIdleTimeout(limits.silence().toMillis());
        MultiMap headers = context.request().headers();
        REQUEST_HEADERS.stream()
                .filter(headers::contains)
                .forEach(header -> options.putHeader(header, headers.get(header)));
        if (headers.contains(TE, TRAILERS, true)) {
            options.putHeader(TE, TRAILERS);
        }
        token.ifPresent(signed -> options.putHeader(Call.HEADER, signed));
        TraceContext.inject(trace, options, (carrier, header, value) -> options.putHeader(header, value));
        return options;
    }

    /** A service that does not say that it held the answer to the tenant may not have looked at the token at all. */
    private Future<HttpClientResponse> heldTo(Caller caller, HttpClientResponse answer) {
        Optional<String> tenant = Optional.ofNullable(answer.getHeader(Call.TENANT_HEADER));
        boolean refused =
                answer.statusCode() == UNAUTHORIZED || UNAUTHENTICATED.equals(answer.getHeader(GrpcStatus.FIELD));
        if (!refused && caller.tenant().equals(tenant)) {
            return Future.succeededFuture(answer);
        }
        answer.request().reset();
        return Future.failedFuture(refused ? REFUSED : unheld(answer, tenant, caller.tenant()));
    }

    private static String unheld(HttpClientResponse answer, Optional<String> told, Optional<String> asked) {
        String whose = "its answer is said to be held to the tenant " + told.orElse("(none)") + ", not "
                + asked.orElse("(none)");
        String status = answer.getHeader(GrpcStatus.FIELD);
        // What a server of gRPC refuses by itself has not come as far as the token.
        return status == null || status.equals(OK)
                ? whose + ": it may not ask for tokens, see gantry.callers.trusted-keys there"
                : whose + ": the call ended with grpc-status " + status;
    }

    /** A body that breaks off, or is too long, must not reach the service as if it were whole. */
    private Future<HttpClientResponse> send(RoutingContext context, HttpClientRequest outbound) {
        // The connection is gone, or with HTTP/2 only this stream of it.
        context.addEndHandler(sent -> {
            if (sent.failed()) {
                outbound.reset();
            }
        });
        // What goes wrong is told by the response's future.
        outbound.exceptionHandler(failure -> LOG.debugf("event=request-cut backend=%s reason=%s", name, failure));
        outbound.setChunked(!outbound.headers().contains(HttpHeaders.CONTENT_LENGTH));
        new BoundedBody(context.request(), limits.maxBodyBytes())
                .pipe()
                .endOnFailure(false)
                .to(outbound)
                .onFailure(cause -> outbound.reset(0, cause));
        return outbound.response();
    }

    private static Future<Void> answer(HttpClientResponse answer, RoutingContext context) {
        HttpServerResponse response = context.response();
        response.setStatusCode(answer.statusCode());
        answer.headers().forEach((header, value) -> {
            if (!HOP_BY_HOP.contains(header.toLowerCase(Locale.ROOT))) {
                response.putHeader(header, value);
            }
        });
        response.setChunked(!answer.headers().contains(HttpHeaders.CONTENT_LENGTH));
        return answer.pipe().endOnComplete(false).to(response).compose(whole -> {
            answer.trailers().forEach((trailer, value) -> response.putTrailer(trailer, value));
            AnswerFields.keep(context, answer.trailers(), GrpcStatus.FIELD, Call.IMAGES_HEADER);
            return response.end();
        });
    }

    /** Of HTTP, or of gRPC. */
    private static String status(RoutingContext context) {
        return AnswerFields.find(context, GrpcStatus.FIELD)
                .orElseGet(() -> String.valueOf(context.response().getStatusCode()));
    }

    private void fail(RoutingContext context, Throwable cause) {
        HttpServerResponse response = context.response();
        if (response.closed() || response.ended()) {
            return;
        }
        if (response.headWritten()) {
            // The status is out: only an answer that breaks off tells that the body is not whole.
            response.reset();
            return;
        }
        if (!context.request().isEnded()) {
            context.request().resume();
        }
        if (cause instanceof BoundedBody.TooLarge || cause.getCause() instanceof BoundedBody.TooLarge) {
            String message = "the body has more than the accepted " + limits.maxBodyBytes() + " bytes";
            Answers.refuse(
                    context,
                    new Failure.Rejected(Failure.Rejected.TOO_LARGE, message),
                    Response.Status.REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        LOG.warnf("event=backend-failed backend=%s reason=%s", name, cause.toString());
        boolean silent = cause instanceof TimeoutException && !(cause instanceof ConnectTimeoutException);
        Answers.refuse(
                context,
                silent
                        ? new Failure.Retryable(
                                "backend-timeout",
                                "the " + name + " service has not answered within "
                                        + limits.silence().toSeconds() + " s")
                        : new Failure.Retryable(
                                "backend-unavailable", "the " + name + " service is away or broke off its answer"),
                silent ? Response.Status.GATEWAY_TIMEOUT : Response.Status.BAD_GATEWAY);
    }
}
