package dev.gantry.detector.http;

import dev.gantry.detector.judge.Heatmap;
import dev.gantry.detector.judge.Heatmaps;
import dev.gantry.imaging.PictureEncoder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.RestQuery;

/** Pictures of what a detector's score rests on. */
@Path("/v1/detections/heatmap")
@Produces(HeatmapResource.PNG)
public class HeatmapResource {
    static final String PNG = "image/png";

    private final Heatmaps heatmaps;
    private final MeasuredJudging judging;

    HeatmapResource(Heatmaps heatmaps, MeasuredJudging judging) {
        this.heatmaps = heatmaps;
        this.judging = judging;
    }

    /** The heatmap of the picture that is the body; its headers say whose score it shows. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public CompletionStage<Response> paint(byte[] body, @RestQuery Optional<String> model) {
        return judging.submit(() -> response(heatmaps.of(body, model)));
    }

    private static Response response(Heatmap heatmap) {
        return Response.ok(PictureEncoder.png(heatmap.picture()), PNG)
                .header("Gantry-Model", heatmap.model())
                .header("Gantry-Version", heatmap.version())
                .header("Gantry-Score", heatmap.score())
                .header("Gantry-Greatest-Drop", heatmap.greatestDrop())
                .build();
    }
}
