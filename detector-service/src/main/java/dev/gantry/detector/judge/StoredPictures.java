package dev.gantry.detector.judge;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.Violation;
import dev.gantry.contracts.detection.DetectionRequest;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.Sha256;
import jakarta.inject.Singleton;
import java.util.List;

/** Judges pictures that stand in the object store. */
@Singleton
public final class StoredPictures {
    private static final String DIGEST_MISMATCH = "digest-mismatch";

    private final ObjectStore store;
    private final Judge judge;
    private final int maxBytes;

    StoredPictures(ObjectStore store, Judge judge, DetectorConfig config) {
        this.store = store;
        this.judge = judge;
        this.maxBytes = config.picture().maxBytes();
    }

    /**
     * Judges the picture that a request names.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code invalid-request} if there is no such object,
     *     {@code too-large} if it has too many bytes, {@code digest-mismatch} if they are others; else as {@link Judge#judge}
     */
    public Verdict judge(String requestId, DetectionRequest request) {
        return judge.judge(requestId, fetch(request), new Question(request.model(), request.falsePositiveRate()));
    }

    private byte[] fetch(DetectionRequest request) {
        byte[] picture = store.get(request.object(), maxBytes)
                .orElseThrow(() -> Failure.Rejected.invalidField("object", request.object(), "the key of an object")
                        .asException());
        String found = Sha256.of(picture);
        if (!found.equals(request.sha256())) {
            Violation violation = new Violation("sha256", request.sha256(), "the object's digest, " + found);
            throw new Failure.Rejected(DIGEST_MISMATCH, violation.sentence(), List.of(violation)).asException();
        }
        return picture;
    }
}
