package dev.gantry.inference.protocol;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.inference.InferenceConfig;
import dev.gantry.inference.models.Generators;
import dev.gantry.service.http.Problem;
import dev.gantry.serving.catalog.VersionChoice;
import dev.gantry.serving.live.Lease;
import dev.gantry.serving.session.Deadline;
import dev.gantry.serving.session.RunOptions;
import dev.gantry.serving.session.Tensor;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The protocol's endpoints; see the <a href="https://github.com/kserve/open-inference-protocol">specification</a>. Failures have
 * its form, {@code {"error": …}}.
 */
@Path("/v2")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ProtocolResource {
    private final Generators generators;
    private final InferenceConfig config;
    private final InferCodec codec;
    private final String version;

    ProtocolResource(
            Generators generators,
            InferenceConfig config,
            InferCodec codec,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.generators = generators;
        this.config = config;
        this.codec = codec;
        this.version = version;
    }

    @GET
    public Response server() {
        return Response.ok(new Metadata.Server("gantry-inference", version, List.of()))
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
        try (Lease lease = lease(model, version)) {
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
        try (Lease lease = lease(model, version)) {
            return modelReady(lease.version().manifest().model(), true);
        }
    }

    @POST
    @Path("models/{model}/infer")
    public Response infer(String model, byte[] body) {
        InferRequest request = codec.read(body);
        VersionChoice choice = new VersionChoice.Routed(
                request.id().map(id -> (long) id.hashCode()).orElseGet(System::nanoTime));
        try (Lease lease = generators.catalog().lease(model, choice, Deadline.in(config.deadline()))) {
            return infer(lease, request);
        }
    }

    @POST
    @Path("models/{model}/versions/{version}/infer")
    public Response infer(String model, String version, byte[] body) {
        InferRequest request = codec.read(body);
        try (Lease lease = lease(model, version)) {
            return infer(lease, request);
        }
    }

    @ServerExceptionMapper
    Response failed(GantryException exception) {
        return answer(Problem.of(exception.failure()));
    }

    /** A failure in the protocol's form. */
    static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new Metadata.Failed(problem.detail()))
                .build();
    }

    private Response infer(Lease lease, InferRequest request) {
        Manifest manifest = lease.version().manifest();
        Map<String, Tensor> outputs =
                lease.run(codec.inputs(request), RunOptions.until(Deadline.in(config.deadline())));
        return Response.ok(new InferAnswer(
                        manifest.model(),
                        String.valueOf(manifest.version()),
                        request.id(),
                        codec.outputs(request, outputs)))
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

    private Lease lease(String model, String version) {
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw new Failure.Rejected(
                            Failure.Rejected.NOT_FOUND, "versions are whole numbers from 1: there is no " + version)
                    .asException();
        }
        VersionChoice choice = new VersionChoice.Numbered(Integer.parseInt(version));
        return generators.catalog().lease(model, choice, Deadline.in(config.deadline()));
    }
}
