package dev.gantry.detector.http;

import dev.gantry.detector.DetectorConfig;
import dev.gantry.detector.judge.Heatmap;
import dev.gantry.detector.judge.Heatmaps;
import dev.gantry.detector.judge.JudgingPool.Lane;
import dev.gantry.detector.judge.Question;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.service.callers.Call;
import dev.gantry.service.callers.CurrentCall;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.RestQuery;

/** Pictures of what a detector's score rests on. */
@Path("/v1/detections/heatmap")
@Produces(HeatmapResource.PNG)
public class HeatmapResource {
    static final String PNG = "image/png";

    private final Heatmaps heatmaps;
    private final MeasuredJudging judging;
    private final DetectorConfig config;
    private final CurrentCall call;

    HeatmapResource(Heatmaps heatmaps, MeasuredJudging judging, DetectorConfig config, CurrentCall call) {
        this.heatmaps = heatmaps;
        this.judging = judging;
        this.config = config;
        this.call = call;
    }

    /** The heatmap of the picture that is the body; its headers say whose score it shows. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public CompletionStage<Response> paint(byte[] body, @RestQuery Optional<String> model) {
        Question question = new Question(model, OptionalDouble.empty(), call.reach());
        return judging.submit(
                Lane.HEATMAPS, config.deadline(), deadline -> response(heatmaps.of(body, question, deadline)));
    }

    private static Response response(Heatmap heatmap) {
        return Response.ok(PictureEncoder.png(heatmap.picture()), PNG)
                .header(Call.IMAGES_HEADER, 1)
                .header("Gantry-Model", heatmap.model())
                .header("Gantry-Version", heatmap.version())
                .header("Gantry-Score", heatmap.score())
                .header("Gantry-Greatest-Drop", heatmap.greatestDrop())
                .build();
    }
}
