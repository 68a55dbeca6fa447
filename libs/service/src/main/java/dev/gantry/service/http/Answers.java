package dev.gantry.service.http;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;

/** Errors told outside Jakarta REST. */
public final class Answers {
    private Answers() {}

    /** Ends a request with problem details; below {@code /v2} with the Open Inference Protocol's {@code {"error": …}}. */
    public static void refuse(RoutingContext context, Failure failure, Response.Status status) {
        ErrorForm form = ErrorForm.of(Problem.of(failure, status), context.normalizedPath());
        context.response()
                .setStatusCode(status.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, form.mediaType())
                .end(Buffer.buffer(Json.bytes(form.body())));
    }
}
