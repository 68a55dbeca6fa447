package dev.gantry.inference.samples;

import dev.gantry.contracts.sampling.SampleFormat;
import dev.gantry.contracts.sampling.SampleRequest;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.imaging.PictureGrid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Samples over HTTP; the body is a {@link SampleRequest}, the answer names model, version and seed in its headers. */
@Path("/v1/models/{model}/samples")
public class SamplesResource {
    private static final String PNG = "image/png";
    private static final byte[] ALL_DEFAULTS = "{}".getBytes(StandardCharsets.UTF_8);

    private final Sampler sampler;

    SamplesResource(Sampler sampler) {
        this.sampler = sampler;
    }

    /** An empty body asks for what an empty object does. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response sample(String model, byte[] body) {
        SampleRequest request = SampleRequest.CONTRACT.decode(body.length == 0 ? ALL_DEFAULTS : body);
        SampleSet samples = sampler.sample(model, request);
        return answer(samples, request.format())
                .header("Gantry-Model", samples.model())
                .header("Gantry-Version", samples.version())
                .header("Gantry-Seed", samples.seed())
                .build();
    }

    private static Response.ResponseBuilder answer(SampleSet samples, SampleFormat format) {
        List<Picture> pictures = samples.pictures();
        return switch (format) {
            case PNG -> Response.ok(PictureEncoder.png(pictures.get(0)), PNG);
            case GRID -> Response.ok(PictureEncoder.png(PictureGrid.tile(pictures, columns(pictures.size()))), PNG);
            case JSON -> Response.ok(document(samples), MediaType.APPLICATION_JSON_TYPE);
        };
    }

    /** As close to square as it gets. */
    private static int columns(int count) {
        return (int) Math.ceil(Math.sqrt(count));
    }

    private static SampleDocument document(SampleSet samples) {
        List<String> pngs = samples.pictures().stream()
                .map(picture -> Base64.getEncoder().encodeToString(PictureEncoder.png(picture)))
                .toList();
        return new SampleDocument(samples.model(), samples.version(), samples.seed(), pngs);
    }
}
