package dev.gantry.detector.http;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Violation;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.detector.http.DetectionBatch.Result;
import dev.gantry.detector.judge.Judge;
import dev.gantry.detector.judge.Question;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Judges the pictures of a form, each on its own: what is wrong with one leaves the others alone. */
@Singleton
final class BatchJudging {
    static final String FIELD = "image";

    private final Judge judge;
    private final MeasuredJudging judging;
    private final int maxFiles;

    BatchJudging(Judge judge, MeasuredJudging judging, DetectorConfig config) {
        this.judge = judge;
        this.judging = judging;
        this.maxFiles = config.batch().maxFiles();
    }

    /** @throws GantryException rejected, {@code invalid-request} if there is no picture, {@code too-large} if there are too many */
    CompletableFuture<DetectionBatch> judge(List<FileUpload> images, Question question) {
        if (images.isEmpty()) {
            throw Failure.Rejected.invalidField(FIELD, Violation.ABSENT, "PNG or JPEG files")
                    .asException();
        }
        if (images.size() > maxFiles) {
            Violation violation = new Violation(FIELD, images.size() + " files", "at most " + maxFiles);
            throw new Failure.Rejected(Failure.Rejected.TOO_LARGE, violation.sentence(), List.of(violation))
                    .asException();
        }
        List<CompletableFuture<Result>> results =
                images.stream().map(image -> result(image, question)).toList();
        return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                .thenApply(done -> new DetectionBatch(
                        results.stream().map(CompletableFuture::join).toList()));
    }

    private CompletableFuture<Result> result(FileUpload image, Question question) {
        return judging.judge(deadline -> judge.judge(UUID.randomUUID().toString(), read(image), question, deadline))
                .thenApply(verdict -> Result.of(image.fileName(), verdict))
                .exceptionally(failure -> Result.failed(image.fileName(), failure));
    }

    private static byte[] read(FileUpload image) {
        try {
            return Files.readAllBytes(image.uploadedFile());
        } catch (IOException e) {
            throw new UncheckedIOException("an uploaded file cannot be read again", e);
        }
    }
}
