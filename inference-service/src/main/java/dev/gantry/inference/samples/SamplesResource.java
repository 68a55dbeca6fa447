package dev.gantry.inference.samples;

import dev.gantry.contracts.sampling.SampleRequest;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.imaging.PictureGrid;
import dev.gantry.imaging.ScatterPlot;
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
    private static final String CSV = "text/csv";
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
        return answer(samples)
                .header("Gantry-Model", samples.model())
                .header("Gantry-Version", samples.version())
                .header("Gantry-Seed", samples.seed())
                .build();
    }

    private static Response.ResponseBuilder answer(SampleSet samples) {
        return samples.content()
                .accept(pictures -> answer(samples, pictures.pictures()), points -> answer(samples, points));
    }

    private static Response.ResponseBuilder answer(SampleSet samples, List<Picture> pictures) {
        return switch (samples.format()) {
            case PNG -> png(pictures.get(0));
            case GRID -> png(PictureGrid.tile(pictures));
            case JSON ->
                document(samples, pictures.stream().map(SamplesResource::base64).toList());
            case CSV -> throw impossible(samples);
        };
    }

    private static Response.ResponseBuilder answer(SampleSet samples, SampleContent.Points points) {
        return switch (samples.format()) {
            case PNG -> png(ScatterPlot.of(points.values(), points.sample().dimensions()));
            case JSON -> document(samples, PointText.rows(points));
            case CSV -> Response.ok(PointText.csv(points), CSV);
            case GRID -> throw impossible(samples);
        };
    }

    private static Response.ResponseBuilder png(Picture picture) {
        return Response.ok(PictureEncoder.png(picture), PNG);
    }

    private static <T> Response.ResponseBuilder document(SampleSet samples, List<T> content) {
        return Response.ok(
                new SampleDocument<>(samples.model(), samples.version(), samples.seed(), content),
                MediaType.APPLICATION_JSON_TYPE);
    }

    private static String base64(Picture picture) {
        return Base64.getEncoder().encodeToString(PictureEncoder.png(picture));
    }

    private static IllegalStateException impossible(SampleSet samples) {
        return new IllegalStateException("the request let " + samples.format() + " through");
    }
}
