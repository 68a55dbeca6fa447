package dev.gantry.platform.jobs;

/** A later attempt of the job has begun: what this one does is in vain. */
public final class SupersededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SupersededException(String jobId, int attempt) {
        super("attempt " + attempt + " of " + jobId + " has been superseded by a later one");
    }
}
