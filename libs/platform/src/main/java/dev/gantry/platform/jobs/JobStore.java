package dev.gantry.platform.jobs;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.training.JobOutcome;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.platform.store.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The state of training jobs, kept so that any trainer can take a job up and none can change what another has decided: the
 * request, the outcome, the cancel mark and each attempt are written once.
 */
public final class JobStore {
    private static final int MAX_STATE_BYTES = 16 << 20;
    private static final String JSON = "application/json";

    private final ObjectStore store;

    public JobStore(ObjectStore store) {
        this.store = store;
    }

    /** {@code cancel.json}. */
    record CancelMark(Instant at) {}

    /** {@code submission.json}. */
    record SubmissionMark(Instant at) {}

    /** {@code releases/<attempt>.json}. */
    record ReleaseMark(Instant at) {}

    /**
     * Keeps a job's request unless it has one.
     *
     * @return the request that stands, which is the first one
     */
    public TrainingRequest begin(String jobId, TrainingRequest request) {
        boolean first = store.putIfAbsent(StoreKeys.jobRequest(jobId), Json.bytes(request), JSON);
        return first ? request : request(jobId).orElseThrow();
    }

    public Optional<TrainingRequest> request(String jobId) {
        return read(StoreKeys.jobRequest(jobId), TrainingRequest.class);
    }

    /**
     * Counts an attempt.
     *
     * @return its number, from 1
     */
    public int startAttempt(String jobId, Attempt attempt) {
        int number = attempts(jobId) + 1;
        while (!store.putIfAbsent(StoreKeys.jobAttempt(jobId, number), Json.bytes(attempt), JSON)) {
            number++;
        }
        return number;
    }

    /** How many attempts have been started. */
    public int attempts(String jobId) {
        return store.list(StoreKeys.jobAttempts(jobId)).size();
    }

    /**
     * Lets an attempt publish only while it is the last one. A trainer that was frozen or cut off learns here that another has
     * taken the job.
     *
     * @throws SupersededException if a later attempt has begun
     */
    public void requireNewest(String jobId, int attempt) {
        if (superseded(jobId, attempt)) {
            throw new SupersededException(jobId, attempt);
        }
    }

    /** Whether a later attempt has begun. */
    public boolean superseded(String jobId, int attempt) {
        return store.head(StoreKeys.jobAttempt(jobId, attempt + 1)).isPresent();
    }

    /** Notes that an attempt ended because its process was asked to end: it does not count against the job. */
    public void release(String jobId, int attempt, Instant at) {
        store.putIfAbsent(StoreKeys.jobRelease(jobId, attempt), Json.bytes(new ReleaseMark(at)), JSON);
    }

    /**
     * How many attempts have come to nothing of late: those before the given one that were not {@linkplain #release released}, since
     * the last that got the job further.
     *
     * @param fruitful the last attempt that left a state; 0 if none did
     */
    public int fruitlessAttempts(String jobId, int attempt, int fruitful) {
        String prefix = StoreKeys.jobReleases(jobId);
        Set<String> released = store.list(prefix).stream()
                .map(object -> object.key().substring(prefix.length()))
                .collect(Collectors.toSet());
        return (int) IntStream.range(fruitful + 1, attempt)
                .filter(earlier -> !released.contains(earlier + ".json"))
                .count();
    }

    /**
     * Ends a job unless it has ended.
     *
     * @return the outcome that stands, which is the first one
     */
    public JobOutcome finish(String jobId, JobOutcome outcome) {
        boolean first = store.putIfAbsent(StoreKeys.jobOutcome(jobId), outcome.toJson(), JSON);
        return first ? outcome : outcome(jobId).orElseThrow();
    }

    public Optional<JobOutcome> outcome(String jobId) {
        return read(StoreKeys.jobOutcome(jobId), JobOutcome.class);
    }

    /**
     * Lets one of several that want the same job ask for it. Once a claim has lapsed, more than one may be let ask again.
     *
     * @param lapse after which whoever claimed it is taken to have ended before it could ask
     * @return whether nobody has a claim that stands
     */
    public boolean claimSubmission(String jobId, Instant at, Duration lapse) {
        String key = StoreKeys.jobSubmission(jobId);
        byte[] claim = Json.bytes(new SubmissionMark(at));
        if (store.putIfAbsent(key, claim, JSON)) {
            return true;
        }
        boolean lapsed = read(key, SubmissionMark.class)
                .filter(mark -> mark.at().plus(lapse).isBefore(at))
                .isPresent();
        if (lapsed) {
            store.put(key, claim, JSON);
        }
        return lapsed;
    }

    /** Lets another ask: the job was not asked for after all. */
    public void withdrawSubmission(String jobId) {
        store.delete(StoreKeys.jobSubmission(jobId));
    }

    /** Asks whoever runs the job to stop it; says nothing of whether it runs. */
    public void cancel(String jobId, Instant at) {
        store.putIfAbsent(StoreKeys.jobCancel(jobId), Json.bytes(new CancelMark(at)), JSON);
    }

    public boolean cancelled(String jobId) {
        return store.head(StoreKeys.jobCancel(jobId)).isPresent();
    }

    /** @return the grid's object key */
    public String putSampleGrid(String jobId, long step, byte[] png) {
        String key = StoreKeys.jobSampleGrid(jobId, step);
        store.put(key, png, "image/png");
        return key;
    }

    /** Object keys of a job's sample grids, by step. */
    public List<String> sampleGrids(String jobId) {
        return store.list(StoreKeys.jobSampleGrids(jobId)).stream()
                .map(object -> object.key())
                .sorted()
                .toList();
    }

    /** The PNG of a sample grid. */
    public Optional<byte[]> sampleGrid(String jobId, long step) {
        return store.get(StoreKeys.jobSampleGrid(jobId, step), MAX_STATE_BYTES);
    }

    private <T> Optional<T> read(String key, Class<T> type) {
        return store.get(key, MAX_STATE_BYTES).map(json -> Json.read(json, type));
    }
}
