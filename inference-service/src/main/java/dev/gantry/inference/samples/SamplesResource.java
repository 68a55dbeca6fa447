package dev.gantry.inference.samples;

import dev.gantry.contracts.sampling.SampleRequest;
import dev.gantry.service.callers.Call;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Samples over HTTP; the body is a {@link SampleRequest}, the answer names model, version and seed in its headers. Formats that take
 * many samples go out while they are made.
 */
@Path("/v1/models/{model}/samples")
public class SamplesResource {
    private static final byte[] ALL_DEFAULTS = "{}".getBytes(StandardCharsets.UTF_8);

    private final Sampler sampler;
    private final SampleWriters writers;

    SamplesResource(Sampler sampler, SampleWriters writers) {
        this.sampler = sampler;
        this.writers = writers;
    }

    /** An empty body asks for what an empty object does. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response sample(String model, @Context HttpServerRequest http, byte[] body) {
        SampleRequest request = SampleRequest.CONTRACT.decode(body.length == 0 ? ALL_DEFAULTS : body);
        SampleRun run = sampler.begin(model, request);
        SampleWriter writer = writers.writer(run.plan().format());
        Object content = run.plan().format().isStreamed()
                ? new StreamedBody(http, out -> write(run, writer, out))
                : whole(run, writer);
        Response.ResponseBuilder answer = Response.ok(content, writer.mediaType())
                .header(Call.IMAGES_HEADER, run.plan().count())
                .header("Gantry-Model", run.source().model())
                .header("Gantry-Version", run.source().version());
        run.plan().seedOfAll().ifPresent(seed -> answer.header("Gantry-Seed", seed));
        return answer.build();
    }

    private static byte[] whole(SampleRun run, SampleWriter writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(run, writer, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void write(SampleRun run, SampleWriter writer, OutputStream out) throws IOException {
        try (run) {
            writer.write(run, out);
        }
    }
}
