package dev.gantry.service.http;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Errors told outside Jakarta REST. */
public final class Answers {
    private static final String GRPC = "application/grpc";

    private Answers() {}

    /**
     * Ends a request with problem details; below {@code /v2} with the Open Inference Protocol's {@code {"error": …}}, and a call of
     * gRPC with its status.
     */
    public static void refuse(RoutingContext context, Failure failure, Response.Status status) {
        if (isCall(context.request())) {
            refuseCall(context.response(), failure, status);
            return;
        }
        ErrorForm form = ErrorForm.of(Problem.of(failure, status), context.normalizedPath());
        context.response()
                .setStatusCode(status.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, form.mediaType())
                .end(Buffer.buffer(Json.bytes(form.body())));
    }

    /** Whether it is a call of gRPC. */
    private static boolean isCall(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return request.version() == HttpVersion.HTTP_2 && type != null && type.startsWith(GRPC);
    }

    /** The protocol's answer that has no message: its status stands among the headers. */
    private static void refuseCall(HttpServerResponse response, Failure failure, Response.Status status) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, GRPC)
                .putHeader("grpc-status", String.valueOf(GrpcStatus.of(status.getStatusCode())))
                .putHeader(
                        "grpc-message",
                        URLEncoder.encode(failure.message(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                .end();
    }
}
