package dev.gantry.inference.protocol.rest;

import dev.gantry.contracts.Json;
import dev.gantry.inference.protocol.Inference;
import dev.gantry.inference.protocol.Inferences;
import dev.gantry.inference.protocol.Metadata;
import dev.gantry.inference.protocol.ServedModels;
import dev.gantry.service.callers.Call;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * The protocol's endpoints; see the <a href="https://github.com/kserve/open-inference-protocol">specification</a>. Failures have
 * its form, {@code {"error": …}}.
 */
@Path("/v2")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ProtocolResource {
    private final ServedModels models;
    private final Inferences inferences;
    private final InferCodec codec;

    ProtocolResource(ServedModels models, Inferences inferences, InferCodec codec) {
        this.models = models;
        this.inferences = inferences;
        this.codec = codec;
    }

    /** {@code GET /v2/health/live}. */
    record Live(boolean live) {}

    /** {@code GET /v2/health/ready}. */
    record Ready(boolean ready) {}

    /** {@code GET /v2/models/{model}/ready}. */
    record ModelReady(String name, boolean ready) {}

    @GET
    public Metadata.Server server() {
        return models.server();
    }

    @GET
    @Path("health/live")
    public Response live() {
        return Response.ok(new Live(true)).build();
    }

    @GET
    @Path("health/ready")
    public Response ready() {
        boolean ready = models.ready();
        return Response.status(status(ready)).entity(new Ready(ready)).build();
    }

    @GET
    @Path("models/{model}")
    public Metadata.Model model(String model) {
        return models.model(model, Optional.empty());
    }

    @GET
    @Path("models/{model}/versions/{version}")
    public Metadata.Model model(String model, String version) {
        return models.model(model, Optional.of(version));
    }

    @GET
    @Path("models/{model}/ready")
    public Response modelReady(String model) {
        return modelReady(model, models.ready(model, Optional.empty()));
    }

    @GET
    @Path("models/{model}/versions/{version}/ready")
    public Response modelReady(String model, String version) {
        return modelReady(model, models.ready(model, Optional.of(version)));
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    @Path("models/{model}/infer")
    public Response infer(String model, @HeaderParam(BinaryTensors.HEADER) Optional<String> json, byte[] body) {
        return infer(model, Optional.empty(), codec.read(body, json));
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    @Path("models/{model}/versions/{version}/infer")
    public Response infer(
            String model, String version, @HeaderParam(BinaryTensors.HEADER) Optional<String> json, byte[] body) {
        return infer(model, Optional.of(version), codec.read(body, json));
    }

    private Response infer(String model, Optional<String> version, RestCall call) {
        Inference inference = inferences.infer(model, version, call.call());
        InferReply reply = InferReply.of(inference, call);
        return body(reply).header(Call.IMAGES_HEADER, inference.rows()).build();
    }

    private static Response.ResponseBuilder body(InferReply reply) {
        if (reply.binary().isEmpty()) {
            return Response.ok(reply.answer(), MediaType.APPLICATION_JSON_TYPE);
        }
        byte[] json = Json.bytes(reply.answer());
        return Response.ok(BinaryTensors.join(json, reply.binary()), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header(BinaryTensors.HEADER, json.length);
    }

    private static Response modelReady(String model, boolean ready) {
        return Response.status(status(ready))
                .entity(new ModelReady(model, ready))
                .build();
    }

    private static Response.Status status(boolean ready) {
        return ready ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE;
    }
}
