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
        refuse(context, Problem.of(failure, status));
    }

    /** The same, under the failure's own status. */
    public static void refuse(RoutingContext context, Failure failure) {
        refuse(context, Problem.of(failure));
    }

    private static void refuse(RoutingContext context, Problem problem) {
        if (isCall(context.request())) {
            refuseCall(context.response(), problem);
            return;
        }
        ErrorForm form = ErrorForm.of(problem, context.normalizedPath());
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, form.mediaType())
                .end(Buffer.buffer(Json.bytes(form.body())));
    }

    /** Whether it is a call of gRPC. */
    private static boolean isCall(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return request.version() == HttpVersion.HTTP_2 && type != null && type.startsWith(GRPC);
    }

    /** The protocol's answer that has no message: its status stands among the headers. */
    private static void refuseCall(HttpServerResponse response, Problem problem) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, GRPC)
                .putHeader(GrpcStatus.FIELD, String.valueOf(GrpcStatus.of(problem.status())))
                .putHeader(
                        "grpc-message",
                        URLEncoder.encode(problem.detail(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                .end();
    }
}
