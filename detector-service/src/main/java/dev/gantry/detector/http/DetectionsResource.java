package dev.gantry.detector.http;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.detection.DetectionRequest;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.detector.judge.Judge;
import dev.gantry.detector.judge.Question;
import dev.gantry.detector.judge.StoredPictures;
import dev.gantry.detector.judge.VerdictArchive;
import dev.gantry.service.callers.CurrentCall;
import dev.gantry.service.callers.Reach;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Verdicts on pictures in the request or in the object store. What a picture is, its first bytes say, not its media type. */
@Path("/v1/detections")
@Produces(MediaType.APPLICATION_JSON)
public class DetectionsResource {
    private final Judge judge;
    private final MeasuredJudging judging;
    private final BatchJudging batches;
    private final StoredPictures stored;
    private final VerdictArchive archive;
    private final CurrentCall call;

    DetectionsResource(
            Judge judge,
            MeasuredJudging judging,
            BatchJudging batches,
            StoredPictures stored,
            VerdictArchive archive,
            CurrentCall call) {
        this.call = call;
        this.judge = judge;
        this.judging = judging;
        this.batches = batches;
        this.stored = stored;
        this.archive = archive;
    }

    /** A picture as the whole body. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public CompletionStage<Verdict> judgeBody(
            byte[] body, @RestQuery Optional<String> model, @RestQuery Optional<String> falsePositiveRate) {
        Question question = Question.parse(model, falsePositiveRate, call.reach());
        return judging.judge(deadline -> judge.judge(newId(), body, question, deadline));
    }

    /** The pictures of a form. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public CompletionStage<DetectionBatch> judgeForm(
            @RestForm(BatchJudging.FIELD) List<FileUpload> images,
            @RestQuery Optional<String> model,
            @RestQuery Optional<String> falsePositiveRate) {
        return batches.judge(images, Question.parse(model, falsePositiveRate, call.reach()));
    }

    /** A picture in the object store, as messages ask for it. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Verdict> judgeObject(
            byte[] body, @RestQuery Optional<String> model, @RestQuery Optional<String> falsePositiveRate) {
        DetectionRequest request = DetectionRequest.CONTRACT.decode(body);
        refuseInQuery("model", model);
        refuseInQuery("falsePositiveRate", falsePositiveRate);
        Reach reach = call.reach();
        request.requestId().filter(id -> !reach.model(id)).ifPresent(id -> {
            throw Failure.Rejected.invalidField(
                            "requestId", id, "must begin with " + String.join(" or ", reach.models()))
                    .asException();
        });
        return judging.judge(deadline -> request.requestId()
                .map(id -> archive.standing(id, () -> stored.judge(id, request, reach, deadline)))
                .orElseGet(() -> stored.judge(newId(), request, reach, deadline)));
    }

    private static void refuseInQuery(String field, Optional<String> value) {
        value.ifPresent(found -> {
            throw Failure.Rejected.invalidField(field, found, "must stand in the JSON document, not in the query")
                    .asException();
        });
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
