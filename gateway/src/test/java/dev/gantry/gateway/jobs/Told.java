package dev.gantry.gateway.jobs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.contracts.training.TrainingRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Events of a made-up job, told at the n-th second after {@link #START}. */
public final class Told {
    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    public static final String MODEL = "clothes";

    private Told() {}

    public static Instant second(long n) {
        return START.plusSeconds(n);
    }

    public static TrainingRequest request(String jobId) {
        String json = """
                {"jobId": "%s", "model": "%s", "data": {"uri": "s3://gantry/data/fashion-mnist"}}
                """.formatted(jobId, MODEL);
        return TrainingRequest.CONTRACT.decode(json.getBytes(StandardCharsets.UTF_8));
    }

    public static TrainingEvent accepted(String jobId, int attempt, long second) {
        return new TrainingEvent.Accepted(
                jobId,
                MODEL,
                second(second),
                attempt,
                "trainer-1",
                request(jobId),
                JsonNodeFactory.instance.objectNode(),
                "cpu",
                OptionalLong.empty());
    }

    public static TrainingEvent progress(String jobId, long step, long second) {
        return new TrainingEvent.Progress(
                jobId,
                MODEL,
                second(second),
                step,
                200_000,
                500,
                (200_000 - step) / 500.0,
                0.02,
                Map.of("generator", 1.2, "discriminator", 0.9),
                Map.of("realAccuracy", 0.8, "fakeAccuracy", 0.7),
                Optional.of("jobs/" + jobId + "/samples/" + step + ".png"));
    }

    public static TrainingEvent dataRead(String jobId, long samples, String skipped, long second) {
        return new TrainingEvent.DataRead(
                jobId,
                MODEL,
                second(second),
                samples,
                "ab".repeat(32),
                1,
                List.of(new TrainingEvent.SkippedFile(skipped, "cut off")));
    }

    public static TrainingEvent working(String jobId, String activity, int done, int total, long second) {
        return new TrainingEvent.Working(jobId, MODEL, second(second), 200_000, activity, done, total);
    }

    public static TrainingEvent measured(String jobId, long step, double frechet, long second) {
        return new TrainingEvent.Measured(
                jobId,
                MODEL,
                second(second),
                step,
                "classifier-64:0123456789ab",
                Map.of("frechet", frechet, "kid", frechet / 4, "precision", 0.7, "recall", 0.5),
                1.5);
    }

    public static TrainingEvent warned(String jobId, String kind, long step, long second) {
        return new TrainingEvent.Warned(
                jobId, MODEL, second(second), step, kind, 0.2, 0.4, "samples differ from one another too little");
    }

    public static TrainingEvent published(String jobId, int version, long step, long second) {
        return new TrainingEvent.Published(jobId, MODEL, second(second), step, version);
    }

    public static TrainingEvent retrying(String jobId, int attempt, long second) {
        return new TrainingEvent.Retrying(jobId, MODEL, second(second), attempt, "store-away", "the store is away");
    }

    public static TrainingEvent completed(String jobId, int version, long second) {
        return new TrainingEvent.Completed(
                jobId, MODEL, second(second), 200_000, "images", version, 400, 500, Optional.empty());
    }

    public static TrainingEvent.Failed failed(String jobId, String code, long second) {
        return new TrainingEvent.Failed(jobId, MODEL, second(second), code, "because " + code);
    }

    public static TrainingEvent cancelled(String jobId, long step, long second) {
        return new TrainingEvent.Cancelled(jobId, MODEL, second(second), step);
    }
}
