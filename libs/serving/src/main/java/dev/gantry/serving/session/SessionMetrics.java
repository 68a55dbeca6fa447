package dev.gantry.serving.session;

/** What a session tells of its work; called on whichever thread it happens. */
public interface SessionMetrics {

    /** A request has left the queue. */
    void waited(long nanos);

    /** The network was run on that many samples, padding not counted. */
    void ran(int rows, long nanos);

    /** A request was answered, so long after it was made. */
    void answered(long nanos);

    /** A request was refused before it was computed. */
    void rejected(String reason);
}
