package dev.gantry.detector.judge;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.Violation;
import dev.gantry.contracts.detection.DetectionRequest;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.Sha256;
import dev.gantry.service.callers.Reach;
import dev.gantry.service.config.StoreConfig;
import dev.gantry.serving.session.Deadline;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Judges pictures that stand in the object store. */
@Singleton
public final class StoredPictures {
    private static final String DIGEST_MISMATCH = "digest-mismatch";

    private final ObjectStore store;
    private final Judge judge;
    private final int maxBytes;
    private final String bucket;

    StoredPictures(ObjectStore store, Judge judge, DetectorConfig config, StoreConfig storeConfig) {
        this.bucket = storeConfig.bucket();
        this.store = store;
        this.judge = judge;
        this.maxBytes = config.picture().maxBytes();
    }

    /**
     * Judges the picture that a request names.
     *
     * @param reach    of whoever asks: objects of others do not exist
     * @param deadline until which somebody waits for the verdict
     * @throws dev.gantry.contracts.GantryException rejected, {@code invalid-request} if there is no such object,
     *     {@code too-large} if it has too many bytes, {@code digest-mismatch} if they are others; else as {@link Judge#judge}
     */
    public Verdict judge(String requestId, DetectionRequest request, Reach reach, Deadline deadline) {
        Question question = new Question(request.model(), request.falsePositiveRate(), reach);
        return judge.judge(requestId, fetch(request, reach), question, deadline);
    }

    private byte[] fetch(DetectionRequest request, Reach reach) {
        byte[] picture = Optional.of(request.object())
                .filter(object -> within(reach, object))
                .flatMap(object -> store.get(object, maxBytes))
                .orElseThrow(() -> Failure.Rejected.invalidField("object", request.object(), "the key of an object")
                        .asException());
        String found = Sha256.of(picture);
        if (!found.equals(request.sha256())) {
            Violation violation = new Violation("sha256", request.sha256(), "the object's digest, " + found);
            throw new Failure.Rejected(DIGEST_MISMATCH, violation.sentence(), List.of(violation)).asException();
        }
        return picture;
    }

    /** What a job has drawn belongs to whom the job does; all else by its address. */
    private boolean within(Reach reach, String object) {
        if (object.startsWith(StoreKeys.JOBS)) {
            String job = object.substring(StoreKeys.JOBS.length());
            return reach.model(job.substring(0, Math.max(0, job.indexOf('/'))));
        }
        return reach.data("s3://" + bucket + "/" + object);
    }
}
