package dev.gantry.gateway.jobs;

/** Where a job stands. */
public enum JobState {
    /** Asked for; no trainer has taken it yet. */
    QUEUED,
    RUNNING,
    /** An attempt ended early; the next one has not begun. */
    RETRYING,
    COMPLETED,
    /** For good, or never begun because the request was refused. */
    FAILED,
    CANCELLED;

    /** Whether the job has ended. */
    public boolean ended() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
}
