package dev.gantry.detector.http;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Violation;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.detector.judge.DetectorMetrics;
import dev.gantry.detector.judge.DetectorMetrics.Source;
import dev.gantry.detector.judge.Judge;
import dev.gantry.detector.judge.JudgingPool;
import dev.gantry.detector.judge.Question;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Verdicts on pictures that come in the request. What a picture is, its first bytes say, not its media type. */
@Path("/v1/detections")
@Produces(MediaType.APPLICATION_JSON)
public class DetectionsResource {
    private final Judge judge;
    private final JudgingPool pool;
    private final DetectorMetrics metrics;

    DetectionsResource(Judge judge, JudgingPool pool, DetectorMetrics metrics) {
        this.judge = judge;
        this.pool = pool;
        this.metrics = metrics;
    }

    /** A picture as the whole body. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public CompletionStage<Verdict> judgeBody(
            byte[] body, @RestQuery Optional<String> model, @RestQuery Optional<String> falsePositiveRate) {
        return judge(() -> body, Question.parse(model, falsePositiveRate));
    }

    /** A picture as the file {@code image} of a form. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public CompletionStage<Verdict> judgeForm(
            @RestForm("image") @Nullable FileUpload image,
            @RestQuery Optional<String> model,
            @RestQuery Optional<String> falsePositiveRate) {
        if (image == null) {
            throw Failure.Rejected.invalidField("image", Violation.ABSENT, "a PNG or JPEG file")
                    .asException();
        }
        return judge(() -> read(image), Question.parse(model, falsePositiveRate));
    }

    private CompletionStage<Verdict> judge(Supplier<byte[]> picture, Question question) {
        long started = System.nanoTime();
        String requestId = UUID.randomUUID().toString();
        try {
            return pool.submit(() -> judge(requestId, picture.get(), question, started));
        } catch (GantryException e) {
            metrics.rejected(Source.HTTP, e.failure());
            throw e;
        }
    }

    private Verdict judge(String requestId, byte[] picture, Question question, long started) {
        try {
            Verdict verdict = judge.judge(requestId, picture, question);
            metrics.answered(Source.HTTP, verdict, started);
            return verdict;
        } catch (GantryException e) {
            metrics.rejected(Source.HTTP, e.failure());
            throw e;
        }
    }

    private static byte[] read(FileUpload image) {
        try {
            return Files.readAllBytes(image.uploadedFile());
        } catch (IOException e) {
            throw new UncheckedIOException("an uploaded file cannot be read again", e);
        }
    }
}
