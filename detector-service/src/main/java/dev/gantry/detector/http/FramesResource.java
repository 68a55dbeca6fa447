package dev.gantry.detector.http;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.detector.http.DetectionBatch.Result;
import dev.gantry.detector.judge.DetectorMetrics;
import dev.gantry.detector.judge.DetectorMetrics.Source;
import dev.gantry.detector.judge.Frames;
import dev.gantry.detector.judge.JudgingPool.Lane;
import dev.gantry.detector.judge.Question;
import dev.gantry.service.callers.CurrentCall;
import dev.gantry.serving.session.Deadline;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestQuery;

/** Verdicts on the frames of a GIF or a ZIP of pictures. */
@Path("/v1/detections/frames")
@Produces(MediaType.APPLICATION_JSON)
public class FramesResource {
    private final Frames frames;
    private final MeasuredJudging judging;
    private final DetectorMetrics metrics;
    private final DetectorConfig config;
    private final CurrentCall call;

    FramesResource(
            Frames frames, MeasuredJudging judging, DetectorMetrics metrics, DetectorConfig config, CurrentCall call) {
        this.call = call;
        this.frames = frames;
        this.judging = judging;
        this.metrics = metrics;
        this.config = config;
    }

    /** The file as the whole body. A frame that is no picture has a problem of its own; what is wrong with the whole ends it. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public CompletionStage<DetectionSequence> judge(
            byte[] body, @RestQuery Optional<String> model, @RestQuery Optional<String> falsePositiveRate) {
        Question question = Question.parse(model, falsePositiveRate, call.reach());
        return judging.submit(Lane.FRAMES, config.frames().deadline(), deadline -> judge(body, question, deadline));
    }

    private DetectionSequence judge(byte[] body, Question question, Deadline deadline) {
        List<Result> results = new ArrayList<>();
        frames.each(body, question, deadline, (name, judge) -> {
            if (deadline.expired()) {
                throw new Failure.Retryable(
                                Deadline.EXCEEDED,
                                "no more than " + results.size() + " frames were judged within "
                                        + config.frames().deadline() + ": try again later, or with fewer")
                        .asException();
            }
            results.add(result(name, judge));
        });
        if (results.isEmpty()) {
            throw Failure.Rejected.invalidField(
                            "file.frames", "0", "1 to " + config.frames().maxFrames())
                    .asException();
        }
        return DetectionSequence.of(results);
    }

    private Result result(String name, Supplier<Verdict> judge) {
        long started = System.nanoTime();
        try {
            Verdict verdict = judge.get();
            metrics.answered(Source.HTTP, verdict, started);
            return Result.of(name, verdict);
        } catch (GantryException e) {
            if (ofOneFrame(e.failure())) {
                metrics.rejected(Source.HTTP, e.failure());
                return Result.failed(name, e);
            }
            throw e;
        }
    }

    /** Whether the next frame may fare better. */
    private static boolean ofOneFrame(Failure failure) {
        return failure instanceof Failure.Rejected && !failure.code().equals(Failure.Rejected.NOT_FOUND);
    }
}
