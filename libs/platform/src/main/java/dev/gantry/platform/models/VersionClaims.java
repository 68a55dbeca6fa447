package dev.gantry.platform.models;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.platform.store.ObjectStore;
import java.util.Comparator;
import java.util.Optional;

/** Gives each checkpoint one version number, whoever asks and however often. */
final class VersionClaims {
    private static final int MAX_MARK_BYTES = 4096;
    private static final String JSON = "application/json";

    private final ObjectStore store;

    VersionClaims(ObjectStore store) {
        this.store = store;
    }

    /** {@code <version>/claim.json}. */
    record Claim(String jobId, long step) {}

    /** {@code steps/<jobId>-<step>.json}: the version that stands for the step. */
    record StepVersion(int version) {}

    int claim(Checkpoint checkpoint) {
        return claimed(checkpoint).orElseGet(() -> claimNext(checkpoint));
    }

    private int claimNext(Checkpoint checkpoint) {
        Claim claim = new Claim(checkpoint.jobId(), checkpoint.step());
        for (int version = highest(checkpoint.model()) + 1; ; version++) {
            String key = StoreKeys.versionClaim(checkpoint.model(), version);
            if (store.putIfAbsent(key, Json.bytes(claim), JSON) || holder(key).equals(claim)) {
                return stand(checkpoint, version);
            }
        }
    }

    /** Of several racing claims for one checkpoint the first to stand wins; the others' numbers stay holes. */
    private int stand(Checkpoint checkpoint, int version) {
        boolean first = store.putIfAbsent(stepKey(checkpoint), Json.bytes(new StepVersion(version)), JSON);
        return first ? version : claimed(checkpoint).orElseThrow();
    }

    /** The version that stands for a checkpoint. */
    Optional<Integer> claimed(Checkpoint checkpoint) {
        return store.get(stepKey(checkpoint), MAX_MARK_BYTES)
                .map(json -> Json.read(json, StepVersion.class).version());
    }

    private Claim holder(String key) {
        return Json.read(store.get(key, MAX_MARK_BYTES).orElseThrow(), Claim.class);
    }

    private int highest(String model) {
        return store.folders(StoreKeys.model(model)).stream()
                .flatMap(name -> VersionNumber.of(name).stream())
                .max(Comparator.naturalOrder())
                .orElse(0);
    }

    private static String stepKey(Checkpoint checkpoint) {
        return StoreKeys.modelStep(checkpoint.model(), checkpoint.jobId(), checkpoint.step());
    }
}
