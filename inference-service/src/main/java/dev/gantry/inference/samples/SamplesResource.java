package dev.gantry.inference.samples;

import dev.gantry.contracts.sampling.SampleRequest;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureGrid;
import dev.gantry.imaging.ScatterPlot;
import dev.gantry.service.origin.OriginMarker;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Samples over HTTP, every picture with a signed mark of its origin; the body is a {@link SampleRequest}, the answer names model,
 * version and seed in its headers.
 */
@Path("/v1/models/{model}/samples")
public class SamplesResource {
    private static final String PNG = "image/png";
    private static final String CSV = "text/csv";
    private static final byte[] ALL_DEFAULTS = "{}".getBytes(StandardCharsets.UTF_8);

    private final Sampler sampler;
    private final OriginMarker marker;

    SamplesResource(Sampler sampler, OriginMarker marker) {
        this.sampler = sampler;
        this.marker = marker;
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

    private Response.ResponseBuilder answer(SampleSet samples) {
        return samples.content()
                .accept(pictures -> answer(samples, pictures.pictures()), points -> answer(samples, points));
    }

    private Response.ResponseBuilder answer(SampleSet samples, List<Picture> pictures) {
        return switch (samples.format()) {
            case PNG -> png(samples, pictures.get(0));
            case GRID -> png(samples, PictureGrid.tile(pictures));
            case JSON ->
                document(
                        samples,
                        pictures.stream()
                                .map(picture -> base64(samples, picture))
                                .toList());
            case CSV -> throw impossible(samples);
        };
    }

    private Response.ResponseBuilder answer(SampleSet samples, SampleContent.Points points) {
        return switch (samples.format()) {
            case PNG ->
                png(samples, ScatterPlot.of(points.values(), points.sample().dimensions()));
            case JSON -> document(samples, PointText.rows(points));
            case CSV -> Response.ok(PointText.csv(points), CSV);
            case GRID -> throw impossible(samples);
        };
    }

    private Response.ResponseBuilder png(SampleSet samples, Picture picture) {
        return Response.ok(marked(samples, picture), PNG);
    }

    private static <T> Response.ResponseBuilder document(SampleSet samples, List<T> content) {
        return Response.ok(
                new SampleDocument<>(samples.model(), samples.version(), samples.seed(), content),
                MediaType.APPLICATION_JSON_TYPE);
    }

    private String base64(SampleSet samples, Picture picture) {
        return Base64.getEncoder().encodeToString(marked(samples, picture));
    }

    private byte[] marked(SampleSet samples, Picture picture) {
        return marker.png(picture, samples.model(), samples.version(), samples.manifestSha256());
    }

    private static IllegalStateException impossible(SampleSet samples) {
        return new IllegalStateException("the request let " + samples.format() + " through");
    }
}
