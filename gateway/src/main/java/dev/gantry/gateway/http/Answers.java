package dev.gantry.gateway.http;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.Json;
import dev.gantry.service.http.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.regex.Pattern;

/** Errors told outside Jakarta REST. */
public final class Answers {
    private static final Pattern INFERENCE_PROTOCOL = Pattern.compile("/v2(/.*)?");

    private Answers() {}

    /** Ends a request with problem details; below {@code /v2} with the Open Inference Protocol's {@code {"error": …}}. */
    public static void refuse(RoutingContext context, Failure failure, Response.Status status) {
        boolean protocol = INFERENCE_PROTOCOL.matcher(context.normalizedPath()).matches();
        Object body = protocol ? Map.of("error", failure.message()) : Problem.of(failure, status);
        context.response()
                .setStatusCode(status.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, protocol ? "application/json" : Problem.MEDIA_TYPE.toString())
                .end(Buffer.buffer(Json.bytes(body)));
    }
}
