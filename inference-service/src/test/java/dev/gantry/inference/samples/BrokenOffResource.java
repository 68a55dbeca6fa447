package dev.gantry.inference.samples;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Fails in the middle of an answer, which nothing served can be brought to do at will. */
@Path("/broken-off")
public class BrokenOffResource {
    static final int WRITTEN = 1 << 20;

    @GET
    public Response broken(@Context HttpServerRequest request) {
        StreamedBody body = new StreamedBody(request, out -> {
            out.write(new byte[WRITTEN]);
            throw new IllegalStateException("broken on purpose");
        });
        return Response.ok(body, "application/zip").build();
    }
}
