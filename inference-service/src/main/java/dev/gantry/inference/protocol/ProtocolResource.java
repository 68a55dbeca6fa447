package dev.gantry.inference.protocol;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.inference.models.Generators;
import dev.gantry.serving.live.Lease;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The protocol's endpoints; see the <a href="https://github.com/kserve/open-inference-protocol">specification</a>. Failures have
 * its form, {@code {"error": …}}.
 */
@Path("/v2")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ProtocolResource {
    private static final List<String> EXTENSIONS = List.of("binary_tensor_data", "model_repository", "schedule_policy");

    private final Generators generators;
    private final Inferences inferences;
    private final InferCodec codec;
    private final String version;

    ProtocolResource(
            Generators generators,
            Inferences inferences,
            InferCodec codec,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.generators = generators;
        this.inferences = inferences;
        this.codec = codec;
        this.version = version;
    }

    @GET
    public Response server() {
        return Response.ok(new Metadata.Server("gantry-inference", version, EXTENSIONS))
                .build();
    }

    @GET
    @Path("health/live")
    public Response live() {
        return Response.ok(new Metadata.Live(true)).build();
    }

    @GET
    @Path("health/ready")
    public Response ready() {
        boolean ready = generators.caughtUp();
        return Response.status(status(ready)).entity(new Metadata.Ready(ready)).build();
    }

    @GET
    @Path("models/{model}")
    public Response model(String model) {
        try (Lease lease = generators.catalog().lease(model)) {
            return metadata(lease);
        }
    }

    @GET
    @Path("models/{model}/versions/{version}")
    public Response model(String model, String version) {
        try (Lease lease = inferences.lease(model, version)) {
            return metadata(lease);
        }
    }

    @GET
    @Path("models/{model}/ready")
    public Response modelReady(String model) {
        return modelReady(model, generators.catalog().status(model).live().isPresent());
    }

    @GET
    @Path("models/{model}/versions/{version}/ready")
    public Response modelReady(String model, String version) {
        try (Lease lease = inferences.lease(model, version)) {
            return modelReady(lease.version().manifest().model(), true);
        }
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    @Path("models/{model}/infer")
    public Response infer(String model, @HeaderParam(BinaryTensors.HEADER) Optional<String> json, byte[] body) {
        return answer(inferences.infer(model, Optional.empty(), codec.read(body, json)));
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    @Path("models/{model}/versions/{version}/infer")
    public Response infer(
            String model, String version, @HeaderParam(BinaryTensors.HEADER) Optional<String> json, byte[] body) {
        return answer(inferences.infer(model, Optional.of(version), codec.read(body, json)));
    }

    private static Response answer(InferReply reply) {
        if (reply.binary().isEmpty()) {
            return Response.ok(reply.answer(), MediaType.APPLICATION_JSON_TYPE).build();
        }
        byte[] json = Json.bytes(reply.answer());
        return Response.ok(BinaryTensors.join(json, reply.binary()), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header(BinaryTensors.HEADER, json.length)
                .build();
    }

    private static Response metadata(Lease lease) {
        Manifest manifest = lease.version().manifest();
        return Response.ok(new Metadata.Model(
                        manifest.model(),
                        List.of(String.valueOf(manifest.version())),
                        "onnxruntime_onnx",
                        lease.signature().inputs().stream()
                                .map(Metadata.Tensor::of)
                                .toList(),
                        lease.signature().outputs().stream()
                                .map(Metadata.Tensor::of)
                                .toList()))
                .build();
    }

    private static Response modelReady(String model, boolean ready) {
        return Response.status(status(ready))
                .entity(new Metadata.ModelReady(model, ready))
                .build();
    }

    private static Response.Status status(boolean ready) {
        return ready ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE;
    }
}
