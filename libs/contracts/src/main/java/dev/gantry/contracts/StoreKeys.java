package dev.gantry.contracts;

/** Where things stand in the bucket. */
public final class StoreKeys {
    public static final String DATA = "data/";
    public static final String JOBS = "jobs/";
    public static final String MODELS = "models/";
    public static final String DETECTIONS = "detections/";
    public static final String SAMPLES = "samples/";
    public static final String FEATURES = "features/";

    private StoreKeys() {}

    public static String jobRequest(String jobId) {
        return job(jobId) + "request.json";
    }

    public static String jobAttempts(String jobId) {
        return job(jobId) + "attempts/";
    }

    /** Attempts count from 1. */
    public static String jobAttempt(String jobId, int attempt) {
        return jobAttempts(jobId) + attempt + ".json";
    }

    /** That an attempt gave the job back because its process was asked to end. */
    public static String jobRelease(String jobId, int attempt) {
        return jobReleases(jobId) + attempt + ".json";
    }

    public static String jobReleases(String jobId) {
        return job(jobId) + "releases/";
    }

    /** States that the job can be resumed from. */
    public static String jobStates(String jobId) {
        return job(jobId) + "state/";
    }

    public static String jobOutcome(String jobId) {
        return job(jobId) + "outcome.json";
    }

    /** Says that a job which the platform wants by itself has been asked for. */
    public static String jobSubmission(String jobId) {
        return job(jobId) + "submission.json";
    }

    public static String jobCancel(String jobId) {
        return job(jobId) + "cancel.json";
    }

    public static String jobSampleGrids(String jobId) {
        return job(jobId) + "samples/";
    }

    /** The fixed-seed grid of samples after {@code step} images; keys sort by step. */
    public static String jobSampleGrid(String jobId, long step) {
        return jobSampleGrids(jobId) + String.format("%012d.png", step);
    }

    public static String model(String model) {
        return MODELS + model + "/";
    }

    public static String modelStep(String model, String jobId, long step) {
        return model(model) + "steps/" + jobId + "-" + step + ".json";
    }

    public static String version(String model, int version) {
        return model(model) + version + "/";
    }

    public static String versionClaim(String model, int version) {
        return version(model, version) + "claim.json";
    }

    public static String manifest(String model, int version) {
        return version(model, version) + "manifest.json";
    }

    /** The {@link DetachedSignature} of a manifest's digest; what is named after a digest is never overwritten by another's. */
    public static String manifestSignature(String model, int version, String manifestSha256) {
        return version(model, version) + "manifest-" + manifestSha256 + ".signature.json";
    }

    public static String measurements(String model) {
        return model(model) + "measurements/";
    }

    public static String measurement(String model, int version) {
        return measurements(model) + version + ".json";
    }

    public static String aliases(String model) {
        return model(model) + "aliases/";
    }

    public static String alias(String model, String alias) {
        return aliases(model) + alias + ".json";
    }

    /** Decisions about which versions answer. */
    public static String routings(String model) {
        return model(model) + "routing/";
    }

    /** @param number of the decision, from 1 */
    public static String routing(String model, int number) {
        return routings(model) + number + ".json";
    }

    /** The classifier of a dataset's own classes whose features its samples are measured in; ONNX. */
    public static String featureClassifier(String datasetSha256) {
        return FEATURES + datasetSha256 + "/classifier.onnx";
    }

    /** The verdict on a request that came by Kafka. */
    public static String verdict(String requestId) {
        return DETECTIONS + requestId + ".json";
    }

    /** The result of a request for samples that came by Kafka. */
    public static String samplingResult(String requestId) {
        return SAMPLES + requestId + "/result.json";
    }

    /** Samples, named with their digest so that two writers never overwrite each other. */
    public static String samples(String requestId, String sha256, String extension) {
        return SAMPLES + requestId + "/" + sha256 + "." + extension;
    }

    private static String job(String jobId) {
        return JOBS + jobId + "/";
    }
}
